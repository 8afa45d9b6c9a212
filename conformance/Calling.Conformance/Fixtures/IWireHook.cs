using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Counts what left a device, below everything that a client could say about itself.</summary>
public interface IWireHook
{
    /// <summary>Packets or frames of content that the device has sent in this test.</summary>
    /// <param name="device">Which device.</param>
    /// <param name="kind">Sound or pictures.</param>
    ValueTask<long> SentAsync(CallParty device, MediaKind kind);
}
