using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>Takes what is captured.</summary>
internal interface ICaptureTarget : IVideoSink, IAudioSink
{
    /// <summary>False: nobody would look, so a paced source need not draw.</summary>
    bool WantsFrames { get; }
}
