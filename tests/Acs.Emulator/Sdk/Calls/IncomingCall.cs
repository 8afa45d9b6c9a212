using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A call that rings here. It has no state: it rings until <see cref="CallEnded"/>.</summary>
public sealed class IncomingCall : CommonIncomingCall
{
    private readonly Ring _ring;
    private readonly EventQueue _events;

    internal IncomingCall(Ring ring, CallerDetails caller, bool video)
    {
        (_ring, CallerDetails, IsVideoEnabled) = (ring, caller, video);
        _events = new EventQueue(ring.Agent.Device);
    }

    public event EventHandler<PropertyChangedEventArgs>? CallEnded;

    [EmulatorDefined("[M]; that it differs from the caller's")]
    public string Id { get; } = Guid.NewGuid().ToString();

    public CallerDetails CallerDetails { get; }

    public bool IsVideoEnabled { get; }

    /// <summary>Null until it has ended: [3P], that it is null [M].</summary>
    [EmulatorDefined("that it is null until then [M]")]
    public CallEndReason? CallEndReason { get; private set; }

    public override CommunicationCallKind Kind => CommunicationCallKind.Call;

    public Task<CommunicationCall> AcceptAsync(AcceptCallOptions? options) =>
        _ring.Agent.BeginAsync(() => _ring.Call.Accept(_ring, options));

    public Task RejectAsync() => _ring.Agent.Device.CommandAsync(() => _ring.Call.Reject(_ring));

    internal void Finish(EndCode code) => _events.Post(() =>
    {
        CallEndReason = new CallEndReason(code.Code, code.Subcode);
        CallEnded?.Invoke(this, new PropertyChangedEventArgs());
    });
}
