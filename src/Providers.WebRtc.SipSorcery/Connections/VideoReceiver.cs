using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;
using Microsoft.Extensions.Logging;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Pictures of the peer; what cannot be decoded is asked for anew.</summary>
/// <param name="sinks">Who is shown them.</param>
/// <param name="askForKeyFrame">Sends the peer a request; gets the stream's SSRC.</param>
/// <param name="options">Settings.</param>
/// <param name="time">Its clock.</param>
/// <param name="log">For faults.</param>
internal sealed class VideoReceiver(
    SinkList<IVideoSink> sinks, Action<uint> askForKeyFrame, SipSorceryOptions options, TimeProvider time, ILogger log)
    : RtpReceiver(MediaKind.Video, options, time, log)
{
    // A request can get lost like anything else; a second one before the answer can be here is of no use.
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromMilliseconds(300);

    private readonly Vp8Frames _frames = new();
    private readonly Vp8Decoder _decoder = new();
    private TimeSpan? _asked;

    private protected override void Decode(RTPPacket packet, bool afterGap)
    {
        var frame = _frames.Add(packet, afterGap);
        if (!frame.IsEmpty && !_decoder.Decode(frame, Elapsed, Show))
        {
            _frames.Break();
        }

        if (_frames.Broken && (_asked is not { } asked || Elapsed - asked > BetweenRequests))
        {
            _asked = Elapsed;
            askForKeyFrame(packet.Header.SyncSource);
        }
    }

    private protected override void OnDecodingFailed() => _frames.Break();

    private protected override void End() => _decoder.Dispose();

    private void Show(in VideoFrame frame)
    {
        CountDecoded();
        foreach (var attachment in sinks.Current)
        {
            attachment.Give(in frame);
        }
    }
}
