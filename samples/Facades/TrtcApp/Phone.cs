using System.Threading.Channels;
using Calling.Trtc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.TrtcApp;

/// <summary>A small app of TRTCCalling's, on whatever provider the configuration names.</summary>
public sealed class Phone : ITRTCCallingDelegate, IAsyncDisposable
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly ServiceProvider _services;
    private readonly TRTCCalling _calling;
    private readonly string _user;

    public Phone(string user, IConfiguration configuration)
    {
        _user = user;
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddMock();
        services.AddTrtcFacade();
        _services = services.BuildServiceProvider();
        _calling = _services.GetRequiredService<TRTCCalling>();
        _calling.AddDelegate(this);
    }

    public void SignIn(string userSig)
        => _calling.Login(_user, userSig, success: () => Say("signed in"), failed: (code, message) => Say($"not signed in: {(int)code} {message}"));

    public void OnInvited(string sponsor, IReadOnlyList<string> userIds, bool isFromGroup, CallType callType)
    {
        Say($"is called by {sponsor}: {callType}");
        _calling.Accept();
        _calling.OpenCamera(front: true, new View());
    }

    public void OnUserVideoAvailable(string userId, bool available)
    {
        if (available)
        {
            _calling.StartRemoteView(userId, new View());
            Say($"sees {userId}");
        }
        else
        {
            _calling.StopRemoteView(userId);
        }
    }

    public void GroupCall(params string[] callList)
    {
        _calling.GroupCall(callList, CallType.Video, groupId: "");
        _calling.OpenCamera(front: true, new View());
    }

    public void OnReject(string userId) => Say($"{userId} declined");

    public void OnNoResp(string userId) => Say($"{userId} does not answer");

    public void OnLineBusy(string userId) => Say($"{userId} is busy");

    public void OnUserLeave(string userId) => Say($"{userId} left");

    public void OnCallEnd() => Say("the call is over");

    public void OnError(TRTCErrorCode code, string message) => Say($"error {(int)code}: {message}");

    public void Hangup() => _calling.Hangup();

    /// <summary>Waits until the app has said all of these, in any order.</summary>
    public async Task SaysAsync(CancellationToken ct, params string[] all)
    {
        for (var open = all.ToList(); open.Count > 0;)
        {
            open.Remove(await _heard.Reader.ReadAsync(ct));
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Say(string what)
    {
        Console.WriteLine($"{_user}: {what}");
        _heard.Writer.TryWrite(what);
    }
}
