namespace Calling.Wilddog;

/// <summary>Is told what happens to the device. One call after another, where the <see cref="WilddogVideoCall"/> was made.</summary>
/// <remarks>Vendor: WDGVideoCallDelegate</remarks>
public interface IWilddogVideoCallDelegate
{
    /// <summary>A user calls.</summary>
    /// <remarks>Vendor: wilddogVideoCall:didReceiveCallWithConversation:data:</remarks>
    /// <param name="videoCall">The device.</param>
    /// <param name="conversation">The call; give it a delegate here.</param>
    /// <param name="data">What the caller gave with it, or null.</param>
    void DidReceiveCall(WilddogVideoCall videoCall, WilddogConversation conversation, string? data);

    /// <summary>The token was refused or ran out: this device is not reached any more.</summary>
    /// <remarks>Vendor: wilddogVideoCall:didFailWithTokenError:</remarks>
    /// <param name="videoCall">The device.</param>
    /// <param name="error">Why.</param>
    void DidFailWithTokenError(WilddogVideoCall videoCall, WilddogError error)
    {
    }
}
