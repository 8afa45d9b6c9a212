using Calling.Providers;

namespace Calling.Conformance;

/// <summary>A way for media that is bad, and carries all the same.</summary>
public interface IQualityHook
{
    /// <summary>So much is lost or late from and to the device, until the result is disposed, that anybody would call it bad.</summary>
    /// <param name="device">Which device.</param>
    IDisposable Impair(CallParty device);
}
