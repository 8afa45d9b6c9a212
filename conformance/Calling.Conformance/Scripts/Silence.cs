using Calling.Media;

namespace Calling.Conformance.Scripts;

/// <summary>A camera and a microphone that work and have nothing to say: a script is about calls, and frames would only cost time.</summary>
internal sealed class Silence : IAudioFrameSource, IVideoFrameSource
{
    private static readonly Silence Instance = new();

    public static AudioSource Microphone { get; } = new AudioSource.Frames(Instance);

    public static VideoSource Camera { get; } = new VideoSource.Frames(Instance);

    public IDisposable Start(IAudioSink sink) => Nothing.Instance;

    public IDisposable Start(IVideoSink sink) => Nothing.Instance;

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
