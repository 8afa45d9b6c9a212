using Calling.Signaling;

namespace Calling.Providers.Mock;

/// <summary>One attachment of a device to the arbiter; a reconnect makes a new one. What comes before it is ready waits.</summary>
internal sealed class WireConnection(MockWire wire) : IDeviceReceiver
{
    /// <summary>Signals that came before the device had been told that it is connected.</summary>
    public Queue<(long Sequence, CallSignal Signal)> Early { get; } = new();

    public bool IsReady { get; set; }

    public void OnSignal(long sequence, CallSignal signal) => wire.Arrive(this, sequence, signal);

    /// <summary>The arbiter has closed it, perhaps while it was being made.</summary>
    public bool IsOver { get; private set; }

    public void OnClosed(LineCloseCause cause)
    {
        IsOver = true;
        wire.ClosedByArbiter(this, cause);
    }
}
