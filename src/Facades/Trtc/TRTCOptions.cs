using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Trtc;

/// <summary>What is captured, what wakes users who are not there, and where it is logged.</summary>
public sealed class TRTCOptions
{
    /// <summary>Where sound comes from; the default microphone if null.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from; the default camera if null.</summary>
    public VideoSource? VideoSource { get; set; }

    /// <summary>This device's lasting id, if the app keeps one.</summary>
    public string? DeviceId { get; set; }

    /// <summary>What the app's push hook is handed for invited users without a connected device (capability Push). Vendor: the offline push of the messaging SDK.</summary>
    public CallPush? Push { get; set; }

    /// <summary>Where exceptions of the app's delegate go, besides <see cref="ITRTCCallingDelegate.OnError"/>; nowhere if null.</summary>
    public ILogger? Logger { get; set; }
}
