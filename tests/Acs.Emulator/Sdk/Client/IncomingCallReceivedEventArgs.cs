namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A call rings here.</summary>
public sealed class IncomingCallReceivedEventArgs
{
    internal IncomingCallReceivedEventArgs(IncomingCall incomingCall) =>
        IncomingCall = incomingCall;

    public IncomingCall IncomingCall { get; }
}
