using System.Collections.Concurrent;
using Calling.Trtc;

namespace Calling.Facades.Tests.Trtc;

/// <summary>An app of TRTCCalling's on one device, and everything that its delegate was told, in the vendor's words.</summary>
public sealed class TrtcUser : ITRTCCallingDelegate
{
    private readonly ConcurrentQueue<string> _heard = new();

    public TrtcUser(string user, ICallClient client, TRTCOptions options)
    {
        (User, Calling, Client) = (user, new TRTCCalling(client, options), client);
        Calling.AddDelegate(this);
    }

    public string User { get; }

    public TRTCCalling Calling { get; }

    public ICallClient Client { get; }

    /// <summary>The call that is going on or ringing.</summary>
    public ICallSession? Session => Client.Calls.FirstOrDefault(call => call.Snapshot.State != CallState.Ended);

    /// <summary>What is done inside onInvited.</summary>
    public Action WhenInvited { get; set; } = () => { };

    /// <summary>What is done inside onCallEnd.</summary>
    public Action WhenEnded { get; set; } = () => { };

    public Action<string> WhenVideoAvailable { get; set; } = _ => { };

    /// <summary>Thrown by the delegate once it has been told of something.</summary>
    public Exception? Throws { get; set; }

    /// <summary>The last volume of each user; what is heard has no place for so many.</summary>
    public ConcurrentDictionary<string, int> Volumes { get; } = new();

    /// <summary>Everything else, in order.</summary>
    public string Heard => string.Join(", ", _heard);

    /// <summary>What was told of the call, and not of media, whose times differ.</summary>
    public string HeardOfCalls => string.Join(", ", _heard.Where(h => !h.Contains("Available", StringComparison.Ordinal)));

    public bool Has(string what) => _heard.Contains(what);

    public int Times(string what) => _heard.Count(h => h == what);

    public void Note(string what)
    {
        _heard.Enqueue(what);
        if (Throws is { } error)
        {
            throw error;
        }
    }

    public void OnInvited(string sponsor, IReadOnlyList<string> userIds, bool isFromGroup, CallType callType)
    {
        Note($"onInvited {sponsor} [{string.Join(' ', userIds)}] {isFromGroup} {callType}");
        WhenInvited();
    }

    public void OnGroupCallInviteeListUpdate(IReadOnlyList<string> userIds) => Note($"onGroupCallInviteeListUpdate {string.Join(' ', userIds)}");

    public void OnUserEnter(string userId) => Note($"onUserEnter {userId}");

    public void OnUserLeave(string userId) => Note($"onUserLeave {userId}");

    public void OnUserVideoAvailable(string userId, bool available)
    {
        Note($"onUserVideoAvailable {userId} {available}");
        if (available)
        {
            WhenVideoAvailable(userId);
        }
    }

    public void OnUserAudioAvailable(string userId, bool available) => Note($"onUserAudioAvailable {userId} {available}");

    public void OnUserVoiceVolume(string userId, int volume) => Volumes[userId] = volume;

    public void OnReject(string userId) => Note($"onReject {userId}");

    public void OnNoResp(string userId) => Note($"onNoResp {userId}");

    public void OnLineBusy(string userId) => Note($"onLineBusy {userId}");

    public void OnCallingCancel(string userId) => Note($"onCallingCancel {userId}");

    public void OnCallingTimeOut() => Note("onCallingTimeOut");

    public void OnCallEnd()
    {
        Note("onCallEnd");
        WhenEnded();
    }

    public void OnError(TRTCErrorCode code, string message) => Note($"onError {(int)code}");
}
