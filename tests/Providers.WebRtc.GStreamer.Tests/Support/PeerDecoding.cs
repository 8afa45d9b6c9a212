using Calling.Providers.WebRtc.GStreamer.Connections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

internal static class PeerDecoding
{
    extension(Peer peer)
    {
        /// <summary>Frames that the engine's decoders gave.</summary>
        internal long Decoded => ((GStreamerPeerConnection)peer.Connection).Decoded;
    }
}
