using Calling.Providers;

namespace Calling.Signaling;

/// <summary>The arbiter at work: <c>Switchboard</c> with a store, inboxes, deadlines and leases. The server puts sockets around it, the mock nothing.</summary>
public sealed class CallExchange : IAsyncDisposable
{
    /// <summary>Creates one.</summary>
    /// <param name="store">Keeps the calls.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="options">Settings; defaults if null.</param>
    public CallExchange(ICallStore store, TimeProvider time, CallExchangeOptions? options = null) => throw new NotImplementedException();

    /// <summary>Names this run: cursors of another one cannot be resumed.</summary>
    public string Epoch => throw new NotImplementedException();

    /// <summary>Attaches a device's connection; the same device's former connection is closed.</summary>
    /// <param name="device">Who, vouched for.</param>
    /// <param name="receiver">Gets signals, the first perhaps before this returns.</param>
    /// <param name="epoch">The epoch of the cursor, to resume.</param>
    /// <param name="cursor">The last sequence that the device has seen, to resume.</param>
    public ValueTask<DeviceAttachment> AttachAsync(CallParty device, IDeviceReceiver receiver, string? epoch = null, long cursor = 0) => throw new NotImplementedException();

    /// <summary>The connection is lost; the device is kept for its grace period. A receiver that is not the current one changes nothing.</summary>
    /// <param name="device">Who.</param>
    /// <param name="receiver">Whose connection.</param>
    public void Detach(CallParty device, IDeviceReceiver receiver) => throw new NotImplementedException();

    /// <summary>The device signs out: nothing is kept.</summary>
    /// <param name="device">Who.</param>
    /// <param name="receiver">Whose connection.</param>
    public ValueTask SignOutAsync(CallParty device, IDeviceReceiver receiver) => throw new NotImplementedException();

    /// <summary>Carries a device's command out.</summary>
    /// <param name="device">Who, vouched for.</param>
    /// <param name="command">What it asks.</param>
    public ValueTask<CommandResult> SubmitAsync(CallParty device, CallCommand command) => throw new NotImplementedException();

    /// <summary>Every call of a device, the ended of the last 150 s among them.</summary>
    /// <param name="device">Who.</param>
    public IReadOnlyList<CallView> Snapshot(CallParty device) => throw new NotImplementedException();

    /// <summary>Whether two devices are both in a call, so that one's peer messages may be relayed to the other (rule CALL-090).</summary>
    /// <param name="callId">The call.</param>
    /// <param name="from">One device.</param>
    /// <param name="to">The other.</param>
    public bool AreConnected(string callId, CallParty from, CallParty to) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
