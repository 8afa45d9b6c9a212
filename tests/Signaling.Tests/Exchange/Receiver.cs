using Calling.Providers;

namespace Calling.Signaling.Tests.Exchange;

/// <summary>What a device's connection was given.</summary>
internal sealed class Receiver : IDeviceReceiver
{
    private readonly List<string> _log = [];

    public string Log => string.Join(' ', _log);

    /// <summary>Called with each signal.</summary>
    public Action<CallSignal>? Also { get; set; }

    public void OnSignal(long sequence, CallSignal signal)
    {
        _log.Add(signal is CallSignal.MemberLine line ? $"MemberLine({(line.Up ? "up" : "down")})" : signal.GetType().Name);
        Also?.Invoke(signal);
    }

    public void OnClosed(LineCloseCause cause) => _log.Add($"closed({cause})");
}
