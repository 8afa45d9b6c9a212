using System.Collections.Concurrent;
using Calling.Wilddog;

namespace Calling.Facades.Tests;

/// <summary>An app of Wilddog's: one user, who writes down what the delegates were told.</summary>
internal sealed class WilddogUser : IWilddogVideoCallDelegate, IWilddogConversationDelegate, IWilddogConversationStatsDelegate
{
    private readonly ConcurrentQueue<string> _told = new();

    public WilddogUser(FacadeStage stage, string uid, Action<CallingOptions>? configure = null)
    {
        (Uid, Client) = (uid, stage.Client(uid, CallProfile.Wilddog, configure));
        Video = new WilddogVideoCall(Client, new() { DeviceId = "phone" }) { Delegate = this };
        Video.Configure(uid, stage.Token(uid));
        Stream = Capture(stage);
    }

    public string Uid { get; }

    public ICallClient Client { get; }

    public WilddogVideoCall Video { get; }

    public WilddogLocalStream Stream { get; }

    /// <summary>Of two calls that crossed, the other's has survived.</summary>
    public bool IsInTheOthersCall => Client.Calls.Any(call => call.Snapshot is { Direction: CallDirection.Incoming, State: not CallState.Incoming });

    /// <summary>The last conversation that came in.</summary>
    public WilddogConversation? Incoming { get; private set; }

    public WilddogRemoteStream? Remote { get; private set; }

    public WilddogError? Error { get; private set; }

    public ConcurrentQueue<(string Direction, WilddogStatsReport Report)> Stats { get; } = new();

    /// <summary>Thrown by each callback, once it is written down.</summary>
    public Exception? Throws { get; set; }

    /// <summary>What the delegates were told, in order.</summary>
    public string Told => string.Join(' ', _told);

    public static async Task<WilddogUser> StartAsync(FacadeStage stage, string uid, Action<CallingOptions>? configure = null)
    {
        var user = new WilddogUser(stage, uid, configure);
        await user.Video.StartAsync();
        return user;
    }

    public static WilddogLocalStream Capture(FacadeStage stage, bool video = true)
        => new(new() { ShouldCaptureVideo = video, AudioSource = stage.Microphone, VideoSource = stage.Camera });

    /// <summary>Calls and listens.</summary>
    public WilddogConversation Call(string uid, string? data = null, WilddogLocalStream? stream = null)
    {
        var conversation = Video.CallWithUid(uid, stream ?? Stream, data);
        conversation.Delegate = this;
        return conversation;
    }

    public void DidReceiveCall(WilddogVideoCall videoCall, WilddogConversation conversation, string? data)
    {
        conversation.Delegate = this;
        Incoming = conversation;
        Tell($"call({conversation.RemoteUid},{data})");
    }

    public void DidFailWithTokenError(WilddogVideoCall videoCall, WilddogError error) => Tell($"token({error.Code})");

    public void DidReceiveResponse(WilddogConversation conversation, WilddogCallStatus callStatus) => Tell($"response({callStatus})");

    public void DidReceiveStream(WilddogConversation conversation, WilddogRemoteStream remoteStream)
    {
        Remote = remoteStream;
        Tell($"stream({remoteStream.UserId})");
    }

    public void DidFailedWithError(WilddogConversation conversation, WilddogError error)
    {
        Error = error;
        Tell($"error({error.Code})");
    }

    public void ConversationDidClosed(WilddogConversation conversation) => Tell("closed");

    public void DidUpdateLocalStreamStatsReport(WilddogConversation conversation, WilddogStatsReport report) => Stats.Enqueue(("local", report));

    public void DidUpdateRemoteStreamStatsReport(WilddogConversation conversation, WilddogStatsReport report) => Stats.Enqueue(("remote", report));

    private void Tell(string what)
    {
        _told.Enqueue(what);
        if (Throws is { } error)
        {
            throw error;
        }
    }
}
