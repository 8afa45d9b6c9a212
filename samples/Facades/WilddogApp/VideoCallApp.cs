using Calling.Wilddog;

namespace Calling.Samples.WilddogApp;

/// <summary>One user's app, written as one for Wilddog Video Call is.</summary>
internal sealed class VideoCallApp : IWilddogVideoCallDelegate, IWilddogConversationDelegate
{
    private readonly string _uid;
    private readonly WilddogVideoCall _video;
    private readonly WilddogLocalStream _localStream;
    private WilddogConversation? _conversation;

    public VideoCallApp(string uid, WilddogVideoCall video, WilddogLocalStream localStream)
    {
        (_uid, _video, _localStream) = (uid, video, localStream);
        _video.Delegate = this;
    }

    /// <summary>Done when both see each other.</summary>
    public TaskCompletionSource Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the other side has closed.</summary>
    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task StartAsync(string token)
    {
        _video.Configure(_uid, token);
        return _video.StartAsync();
    }

    public void Call(string remoteUid)
    {
        _conversation = _video.CallWithUid(remoteUid, _localStream, "custom-data");
        _conversation.Delegate = this;
    }

    public void Close()
    {
        _conversation?.Close();
        _conversation = null;
    }

    public void DidReceiveCall(WilddogVideoCall videoCall, WilddogConversation conversation, string? data)
    {
        _conversation = conversation;
        _conversation.Delegate = this;
        Console.WriteLine($"{_uid}: {conversation.RemoteUid} calls, {data}");
        _conversation.AcceptWithLocalStream(_localStream);
    }

    public void DidReceiveResponse(WilddogConversation conversation, WilddogCallStatus callStatus)
    {
        switch (callStatus)
        {
            case WilddogCallStatus.Accepted:
                Console.WriteLine($"{_uid}: accepted");
                break;
            case WilddogCallStatus.Rejected:
                Console.WriteLine($"{_uid}: rejected");
                break;
            case WilddogCallStatus.Busy:
                Console.WriteLine($"{_uid}: busy");
                break;
            case WilddogCallStatus.Timeout:
                Console.WriteLine($"{_uid}: timeout");
                break;
        }
    }

    public void DidReceiveStream(WilddogConversation conversation, WilddogRemoteStream remoteStream)
    {
        Console.WriteLine($"{_uid}: sees {remoteStream.UserId}");
        Connected.TrySetResult();
    }

    public void DidFailedWithError(WilddogConversation conversation, WilddogError error) => Console.WriteLine($"{_uid}: {error.Message}");

    public void ConversationDidClosed(WilddogConversation conversation)
    {
        Console.WriteLine($"{_uid}: the call is over");
        _conversation = null;
        Closed.TrySetResult();
    }
}
