using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;
using Microsoft.Extensions.Logging;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Sound of the peer.</summary>
internal sealed class AudioReceiver(SinkList<IAudioSink> sinks, SipSorceryOptions options, TimeProvider time, ILogger log)
    : RtpReceiver(MediaKind.Audio, options, time, log)
{
    private readonly OpusCodec _codec = new();

    private protected override void Decode(RTPPacket packet, bool afterGap)
    {
        var samples = _codec.Decode(packet.Payload);
        CountDecoded();
        var frame = new AudioFrame(samples, OpusCodec.SampleRate, 1, Elapsed);
        foreach (var attachment in sinks.Current)
        {
            attachment.Give(in frame);
        }
    }

    private protected override void End() => _codec.Dispose();
}
