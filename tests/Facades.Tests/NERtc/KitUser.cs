using System.Collections.Concurrent;
using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>An app of the vendor's on one device: its kit, and everything that it was told, in the vendor's words.</summary>
public sealed class KitUser
{
    private readonly ConcurrentQueue<string> _heard = new();

    public KitUser(string user, ICallClient client, NERtcOptions options)
    {
        (User, Kit, Client) = (user, new NERtcCallKit(client, options), client);
        Kit.OnInvited += (_, e) =>
        {
            Invitations.Enqueue(e);
            Note($"onInvited {e.Invitor}");
        };
        Kit.OnUserBusy += (_, user) => Note($"onUserBusy {user}");
        Kit.OnUserCancel += (_, user) => Note($"onUserCancel {user}");
        Kit.OnUserAccept += (_, user) => Note($"onUserAccept {user}");
        Kit.OnUserEnter += (_, user) => Note($"onUserEnter {user}");
        Kit.OnUserReject += (_, user) => Note($"onUserReject {user}");
        Kit.OnUserLeave += (_, user) => Note($"onUserLeave {user}");
        Kit.OnUserDisconnect += (_, user) => Note($"onUserDisconnect {user}");
        Kit.OnDisconnect += (_, user) => Note($"onDisconnect {user}");
        Kit.OnAudioAvailable += (_, e) => Note($"onAudioAvailable {e.UserId} {e.Available}");
        Kit.OnCameraAvailable += (_, e) => Note($"onCameraAvailable {e.UserId} {e.Available}");
        Kit.OnAudioMuted += (_, e) => Note($"onAudioMuted {e.UserId} {e.Muted}");
        Kit.OnVideoMuted += (_, e) => Note($"onVideoMuted {e.UserId} {e.Muted}");
        Kit.OnFirstVideoFrameDecoded += (_, user) => Note($"onFirstVideoFrameDecoded {user}");
        Kit.OnCallEnd += (_, _) => Note("onCallEnd");
        Kit.OnCallingTimeOut += (_, _) => Note("onCallingTimeOut");
        Kit.OnCallTypeChange += (_, e) => Note($"onCallTypeChange {e.Type} {e.State}");
        Kit.OnOtherClientAccept += (_, _) => Note("onOtherClientAccept");
        Kit.OnOtherClientReject += (_, _) => Note("onOtherClientReject");
        Kit.OnMessageSent += (_, bill) =>
        {
            Bills.Enqueue(bill);
            Note($"onMessageSent {bill.UserId} {bill.Status}");
        };
        Kit.OnError += (_, error) => Note($"onError {(int)error.Code}");
    }

    public string User { get; }

    public NERtcCallKit Kit { get; }

    public ICallClient Client { get; }

    public ConcurrentQueue<NERtcInvitation> Invitations { get; } = new();

    public ConcurrentQueue<NERtcBill> Bills { get; } = new();

    /// <summary>Everything, in order.</summary>
    public string Heard => string.Join(", ", _heard);

    /// <summary>How often it was told this, to the letter.</summary>
    public int Times(string what) => _heard.Count(h => h == what);

    public bool Has(string what) => _heard.Contains(what);

    /// <summary>What it was told of calls and not of media, whose times differ.</summary>
    public string HeardOfCalls => string.Join(", ", _heard.Where(
        h => !h.Contains("Available", StringComparison.Ordinal) && !h.Contains("FirstVideoFrame", StringComparison.Ordinal)));

    private void Note(string what) => _heard.Enqueue(what);
}
