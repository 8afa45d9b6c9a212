using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>What one side of a link measures: frames as packets, lost and late as scripted.</summary>
internal static class MediaMeasurement
{
    public static MediaStats Of(MediaLink link, MockMediaSession self, TimeSpan now)
        => new(
            link.Other(self).Self.UserId,
            link.State == LinkState.Up ? link.RoundTrip : null,
            [.. link.Flows.Select(flow => Stream(flow, flow.Sender.Session == self, now))]);

    private static StreamStats Stream(MediaFlow flow, bool outgoing, TimeSpan now)
    {
        var (count, lost, time) = (outgoing ? flow.CountAt(now) : flow.ReceivedAt(now), flow.LostAt(now).Frames, flow.ActiveTimeAt(now));
        var rate = time > TimeSpan.Zero ? count.Bytes * 8 / time.TotalSeconds : 0;
        // The names of uncompressed media in RTP (RFC 3551, RFC 4175): nothing is encoded here.
        var codec = flow.Kind == MediaKind.Audio ? "L16" : "raw";
        return new StreamStats(flow.Kind, outgoing, codec, count.Frames, count.Bytes, lost, TimeSpan.Zero, rate);
    }
}
