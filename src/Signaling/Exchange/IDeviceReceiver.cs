using Calling.Providers;

namespace Calling.Signaling;

/// <summary>A connected device, as the exchange sees it.</summary>
public interface IDeviceReceiver
{
    /// <summary>Takes one signal; called in order, one call at a time. Returns at once and never throws.</summary>
    /// <param name="sequence">The signal's place in the device's inbox: the resume cursor. Grows by one.</param>
    /// <param name="signal">The signal.</param>
    void OnSignal(long sequence, CallSignal signal);

    /// <summary>Another connection took this device over (same user and device id), or the exchange is closing; nothing follows.</summary>
    /// <param name="cause">Why.</param>
    void OnClosed(LineCloseCause cause);
}
