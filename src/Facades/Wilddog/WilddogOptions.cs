using Microsoft.Extensions.Logging;

namespace Calling.Wilddog;

/// <summary>What a <see cref="WilddogVideoCall"/> may be told besides the vendor's own settings.</summary>
public sealed class WilddogOptions
{
    /// <summary>This device's lasting id, if the app keeps one.</summary>
    public string? DeviceId { get; set; }

    /// <summary>Where exceptions of the app's delegates go; nowhere if null.</summary>
    public ILogger? Logger { get; set; }
}
