using Calling.Media;

namespace Calling.EndToEnd;

/// <summary>What one device sees and hears of one user.</summary>
public sealed class Senses : IVideoSink, IAudioSink
{
    private const int Window = 12_000;

    private readonly Lock _lock = new();
    private long _pictures;
    private int _width;
    private long _samples;
    private int _crossings;
    private bool _above;
    private double _pitch;

    /// <summary>Attaches to a session's media, whether or not the user is there yet.</summary>
    public Senses(ICallSession call, string user)
    {
        call.Media.AddVideoSink(user, this);
        call.Media.AddAudioSink(user, this);
    }

    public long Pictures => Interlocked.Read(ref _pictures);

    public int Width => Volatile.Read(ref _width);

    public long Samples => Interlocked.Read(ref _samples);

    /// <summary>Whether picture and tone are those, and not another user's.</summary>
    public bool Perceive(Sources sources)
    {
        lock (_lock)
        {
            return Width == sources.Pictures.Width && Math.Abs(_pitch - sources.Sound.Frequency) < 100;
        }
    }

    public override string ToString() => $"{Pictures} pictures {Width} wide, {Samples} samples at {_pitch:0} Hz";

    public void OnFrame(in VideoFrame frame)
    {
        Volatile.Write(ref _width, frame.Width);
        Interlocked.Increment(ref _pictures);
    }

    public void OnFrame(in AudioFrame frame)
    {
        lock (_lock)
        {
            for (int i = 0; i < frame.Samples.Length; i += frame.Channels)
            {
                bool above = frame.Samples[i] > 0;
                _crossings += above != _above ? 1 : 0;
                _above = above;
                if (++_samples % Window == 0)
                {
                    (_pitch, _crossings) = (_crossings / 2.0 * frame.SampleRate / Window, 0);
                }
            }
        }
    }
}
