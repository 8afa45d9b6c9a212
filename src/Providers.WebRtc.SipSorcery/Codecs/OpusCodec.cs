using SIPSorcery.Media;
using SIPSorceryMedia.Abstractions;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>Opus, mono, 48 kHz. One direction of one stream; not thread-safe.</summary>
internal sealed class OpusCodec : IDisposable
{
    internal const int SampleRate = 48_000;

    /// <summary>20 ms.</summary>
    internal const int FrameSamples = SampleRate / 50;

    private static readonly AudioFormat s_format = AudioCommonlyUsedFormats.OpusWebRTC;
    private readonly AudioEncoder _codec = new(false, true);

    internal byte[] Encode(short[] samples) => _codec.EncodeAudio(samples, s_format);

    internal short[] Decode(byte[] data) => _codec.DecodeAudio(data, s_format);

    public void Dispose() => _codec.Dispose();
}
