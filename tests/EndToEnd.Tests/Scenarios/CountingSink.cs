using Calling.Media;

namespace Calling.EndToEnd;

/// <summary>Counts pictures, and runs of sound that can be heard.</summary>
public sealed class CountingSink : IVideoSink, IAudioSink
{
    private int _pictures;
    private int _sounds;

    public int Pictures => Volatile.Read(ref _pictures);

    public int Sounds => Volatile.Read(ref _sounds);

    public (int Width, int Height) Size { get; private set; }

    public void OnFrame(in VideoFrame frame)
    {
        Size = (frame.Width, frame.Height);
        Interlocked.Increment(ref _pictures);
    }

    public void OnFrame(in AudioFrame frame)
    {
        foreach (short sample in frame.Samples)
        {
            if (sample is > 500 or < -500)
            {
                Interlocked.Increment(ref _sounds);
                return;
            }
        }
    }
}
