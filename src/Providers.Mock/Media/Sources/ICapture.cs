namespace Calling.Providers.Mock;

/// <summary>A source that runs. Disposing it releases the device.</summary>
internal interface ICapture : IDisposable
{
    /// <summary>Frames and their bytes captured by then, since the capture began.</summary>
    FrameCount CountAt(TimeSpan now);

    /// <summary>Somebody may want frames now.</summary>
    void Wake();
}
