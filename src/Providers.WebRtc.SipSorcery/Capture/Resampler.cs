using System.Runtime.InteropServices;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Any rate and channels to 48 kHz mono, by straight lines between samples; goes on smoothly from run to run. Not thread-safe.</summary>
/// <param name="rate">Of what comes, at most 48 kHz.</param>
/// <param name="channels">1 or 2.</param>
internal sealed class Resampler(int rate, int channels)
{
    private readonly List<short> _out = [];
    private int _last;

    // Where the next sample lies after the last one that came, in parts of 48,000.
    private int _phase;

    internal bool Takes(int otherRate, int otherChannels) => (rate, channels) == (otherRate, otherChannels);

    /// <summary>The samples that this run makes possible; valid until the next call.</summary>
    internal ReadOnlySpan<short> Convert(ReadOnlySpan<short> samples)
    {
        _out.Clear();
        for (var i = 0; i < samples.Length; i += channels)
        {
            var next = channels == 1 ? samples[i] : (samples[i] + samples[i + 1]) / 2;
            for (; _phase < OpusCodec.SampleRate; _phase += rate)
            {
                _out.Add((short)(_last + ((long)(next - _last) * _phase / OpusCodec.SampleRate)));
            }

            _phase -= OpusCodec.SampleRate;
            _last = next;
        }

        return CollectionsMarshal.AsSpan(_out);
    }
}
