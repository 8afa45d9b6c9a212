using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Whom a capture tells.</summary>
/// <param name="Encoded">Takes each frame; returns at once.</param>
/// <param name="Failed">Told why nothing comes any more.</param>
/// <param name="Previews">Take pictures before encoding.</param>
/// <param name="Monitors">Take sound before encoding.</param>
internal sealed record CaptureNews(
    Action<MediaCapture, EncodedFrame> Encoded, Action<MediaCapture, string> Failed,
    SinkList<IVideoSink> Previews, SinkList<IAudioSink> Monitors);
