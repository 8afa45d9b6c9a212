using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Faults below a device's line, where the provider itself has to notice and to mend them.</summary>
public interface INetworkHook
{
    /// <summary>Breaks the device's connection; a new one cannot be made until the result is disposed.</summary>
    /// <param name="device">Which device.</param>
    IDisposable Cut(CallParty device);

    /// <summary>Nothing moves and nothing is lost until the result is disposed.</summary>
    /// <param name="device">Which device.</param>
    IDisposable Stall(CallParty device);

    /// <summary>Everything sent is lost without a sign until the result is disposed.</summary>
    /// <param name="device">Which device.</param>
    IDisposable Drop(CallParty device);

    /// <summary>The device is gone without a word and never comes back, as if its process were killed.</summary>
    /// <param name="device">Which device.</param>
    void Kill(CallParty device);
}
