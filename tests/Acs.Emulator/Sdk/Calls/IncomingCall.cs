using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A call that rings here. It has no state: it rings until <see cref="CallEnded"/>.</summary>
public sealed class IncomingCall : CommonIncomingCall
{
    public event EventHandler<PropertyChangedEventArgs>? CallEnded;

    [EmulatorDefined("[M]")]
    public string Id => throw new NotImplementedException();

    public CallerDetails CallerDetails => throw new NotImplementedException();

    public bool IsVideoEnabled => throw new NotImplementedException();

    /// <summary>Null until it has ended: [3P], that it is null [M].</summary>
    [EmulatorDefined("that it is null until then [M]")]
    public CallEndReason? CallEndReason => throw new NotImplementedException();

    public override CommunicationCallKind Kind => CommunicationCallKind.Call;

    public Task<CommunicationCall> AcceptAsync(AcceptCallOptions options) => throw new NotImplementedException();

    public Task RejectAsync() => throw new NotImplementedException();
}
