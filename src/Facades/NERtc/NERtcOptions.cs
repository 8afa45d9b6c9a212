using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.NERtc;

/// <summary>What a kit captures and where it logs. Vendor: NERtcCallOptions.</summary>
public sealed class NERtcOptions
{
    /// <summary>Where sound comes from; the default microphone if null.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from; the default camera if null.</summary>
    public VideoSource? VideoSource { get; set; }

    /// <summary>This device's lasting id, if the app keeps one.</summary>
    public string? DeviceId { get; set; }

    /// <summary>Where exceptions of the app's handlers go, besides <see cref="NERtcCallKitEvents.OnError"/>; nowhere if null.</summary>
    public ILogger? Logger { get; set; }
}
