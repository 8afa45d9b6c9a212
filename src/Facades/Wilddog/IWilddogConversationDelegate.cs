namespace Calling.Wilddog;

/// <summary>Is told what happens to a conversation. One call after another, where the <see cref="WilddogVideoCall"/> was made.</summary>
/// <remarks>Vendor: WDGConversationDelegate</remarks>
public interface IWilddogConversationDelegate
{
    /// <summary>The callee, or the time, has decided the call; to the caller alone.</summary>
    /// <remarks>Vendor: conversation:didReceiveResponse:</remarks>
    /// <param name="conversation">The conversation; over unless it was accepted.</param>
    /// <param name="callStatus">What became of it.</param>
    void DidReceiveResponse(WilddogConversation conversation, WilddogCallStatus callStatus)
    {
    }

    /// <summary>The remote user's media is connected.</summary>
    /// <remarks>Vendor: conversation:didReceiveStream:</remarks>
    /// <param name="conversation">The conversation.</param>
    /// <param name="remoteStream">The media.</param>
    void DidReceiveStream(WilddogConversation conversation, WilddogRemoteStream remoteStream)
    {
    }

    /// <summary>Something failed. The conversation is over, except after <see cref="WilddogErrorCode.DeviceUnavailable"/> and
    /// <see cref="WilddogErrorCode.Other"/>, where <see cref="WilddogConversation.IsOver"/> says so.</summary>
    /// <remarks>Vendor: conversation:didFailedWithError:</remarks>
    /// <param name="conversation">The conversation.</param>
    /// <param name="error">What.</param>
    void DidFailedWithError(WilddogConversation conversation, WilddogError error)
    {
    }

    /// <summary>The other side took the call back or hung up, or another device of this user answered or rejected it.</summary>
    /// <remarks>Vendor: conversationDidClosed:</remarks>
    /// <param name="conversation">The conversation.</param>
    void ConversationDidClosed(WilddogConversation conversation)
    {
    }
}
