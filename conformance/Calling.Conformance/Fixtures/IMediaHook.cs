using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Faults of the way that media takes, where the provider itself has to notice and to mend them.</summary>
public interface IMediaHook
{
    /// <summary>No media comes through from and to the device until the result is disposed; its line is left alone.</summary>
    /// <param name="device">Which device.</param>
    IDisposable Cut(CallParty device);
}
