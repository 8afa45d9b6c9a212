using System.Collections.Concurrent;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Sound from its source to the monitors and through the encoder, in runs of 20 ms.</summary>
internal sealed class AudioCapture : MediaCapture, IAudioSink
{
    private const int MostWaiting = 25;
    private const int MostMadeUpFor = 10;

    // An application that fell behind or ran ahead further than this has paused: its sound starts anew at the present.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Run = TimeSpan.FromMilliseconds(20);

    private readonly AudioSource _source;
    private readonly TimeProvider _time;
    private readonly OpusCodec _codec = new();
    private readonly WorkQueue<(short[] Samples, TimeSpan Time)> _runs;
    private readonly ConcurrentQueue<short[]> _free = new();
    private readonly Lock _feed = new();
    private short[] _run = new short[OpusCodec.FrameSamples];
    private Resampler? _resampler;
    private IDisposable? _running;
    private TimeSpan? _next;
    private int _filled;

    internal AudioCapture(AudioSource source, TimeProvider time, CaptureNews news)
        : base(time, news)
    {
        (_source, _time) = (source, time);
        _runs = new(MostWaiting, Handle, Fail, _codec.Dispose);
    }

    internal override void Start() => _running = _source switch
    {
        AudioSource.Tone tone => new Pacer(_time, Run, MostMadeUpFor, beat => Play(tone, beat), Fail),
        AudioSource.MediaFile file => Play(new WaveReader(file.Path)),
        AudioSource.Frames frames => frames.Source.Start(this),
        _ => throw new NotSupportedException("This engine opens no microphones: give it the application's own frames."),
    };

    /// <summary>The application's sound.</summary>
    public void OnFrame(in AudioFrame frame)
    {
        if (!IsShut && !frame.Samples.IsEmpty)
        {
            Take(frame.Samples, frame.SampleRate, frame.Channels);
        }
    }

    public override void Dispose()
    {
        _running?.Dispose();
        _runs.Dispose();
    }

    private void Play(AudioSource.Tone tone, long beat)
    {
        Span<short> samples = stackalloc short[OpusCodec.FrameSamples];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(short.MaxValue * tone.Level * Math.Sin(2 * Math.PI * tone.Frequency * ((beat * samples.Length) + i) / OpusCodec.SampleRate));
        }

        Take(samples, OpusCodec.SampleRate, 1);
    }

    private Playing Play(WaveReader file)
    {
        var samples = new short[file.SampleRate / 50 * file.Channels];
        return new(
            new Pacer(_time, TimeSpan.FromSeconds((double)samples.Length / file.Channels / file.SampleRate), MostMadeUpFor, _ => PlayNext(file, samples), Fail),
            file);
    }

    private void PlayNext(WaveReader file, short[] samples)
    {
        file.Read(samples);
        Take(samples, file.SampleRate, file.Channels);
    }

    private void Take(ReadOnlySpan<short> samples, int rate, int channels)
    {
        lock (_feed)
        {
            if (_resampler is null || !_resampler.Takes(rate, channels))
            {
                _resampler = new Resampler(rate, channels);
            }

            foreach (var sample in _resampler.Convert(samples))
            {
                _run[_filled++] = sample;
                if (_filled == _run.Length)
                {
                    _runs.Post((_run, Stamp()));
                    (_run, _filled) = (_free.TryDequeue(out var free) ? free : new short[OpusCodec.FrameSamples], 0);
                }
            }
        }
    }

    /// <summary>Times follow from the count of samples, so that jittery delivery is not heard.</summary>
    private TimeSpan Stamp()
    {
        var now = Now;
        var time = _next is { } next && (now - next).Duration() <= Tolerance ? next : now;
        _next = time + Run;
        return time;
    }

    private void Handle((short[] Samples, TimeSpan Time) taken)
    {
        if (!IsShut)
        {
            Give(taken);
        }

        _free.Enqueue(taken.Samples);
    }

    private void Give((short[] Samples, TimeSpan Time) taken)
    {
        var frame = new AudioFrame(taken.Samples, OpusCodec.SampleRate, 1, taken.Time);
        foreach (var attachment in News.Monitors.Current)
        {
            attachment.Give(in frame);
        }

        if (Encodes)
        {
            Publish(new EncodedFrame(_codec.Encode(taken.Samples), true, taken.Time));
        }
    }
}
