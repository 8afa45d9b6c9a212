using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>What one side of a link measures: frames as packets, none of them lost or late.</summary>
internal static class MediaMeasurement
{
    public static MediaStats Of(MediaLink link, MockMediaSession self, TimeSpan now)
        => new(
            link.Other(self).Self.UserId,
            link.State == LinkState.Up ? TimeSpan.Zero : null,
            [.. link.Flows.Select(flow => Stream(flow, flow.Sender.Session == self, now))]);

    private static StreamStats Stream(MediaFlow flow, bool outgoing, TimeSpan now)
    {
        var (count, time) = (flow.CountAt(now), flow.ActiveTimeAt(now));
        var rate = time > TimeSpan.Zero ? count.Bytes * 8 / time.TotalSeconds : 0;
        // The names of uncompressed media in RTP (RFC 3551, RFC 4175): nothing is encoded here.
        var codec = flow.Kind == MediaKind.Audio ? "L16" : "raw";
        return new StreamStats(flow.Kind, outgoing, codec, count.Frames, count.Bytes, 0, TimeSpan.Zero, rate);
    }
}
