using Calling.Providers.WebRtc.SipSorcery.Connections;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Tests;

public sealed class RtpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private readonly ManualTime _time = new();
    private readonly List<(int Number, bool AfterGap)> _taken = [];

    [Fact]
    public void PacketsComeInOrderOnceAndAroundTheEndOfTheirNumbers()
    {
        var order = new Reordering(_time, Patience);
        foreach (var number in new[] { 65_534, 65_535, 1, 0, 0, 65_535, 2 })
        {
            order.Add(Packet(number), Take);
        }

        Assert.Equal([(65_534, false), (65_535, false), (0, false), (1, false), (2, false)], _taken);
    }

    [Fact]
    public void AGapIsWaitedForNotLongerThanThePatience()
    {
        var order = new Reordering(_time, Patience);
        order.Add(Packet(10), Take);
        order.Add(Packet(12), Take);
        Assert.Single(_taken);
        _time.Advance(Patience);
        order.Add(Packet(13), Take);
        Assert.Equal([(10, false), (12, true), (13, false)], _taken);

        // Too late.
        order.Add(Packet(11), Take);
        Assert.Equal(3, _taken.Count);
    }

    [Fact]
    public void ASenderThatNumbersAnewIsHeardAgain()
    {
        var order = new Reordering(_time, Patience);
        order.Add(Packet(30_000), Take);

        // Stragglers in a row, and single ones from far back, are none.
        foreach (var number in new[] { 29_990, 29_991, 29_992, 10, 500, 20 })
        {
            order.Add(Packet(number), Take);
        }

        order.Add(Packet(30_001), Take);
        Assert.Equal([(30_000, false), (30_001, false)], _taken);
        _taken.Clear();
        order.Add(Packet(100), Take);
        order.Add(Packet(101), Take);
        order.Add(Packet(102), Take);
        Assert.Equal([(101, true), (102, false)], _taken);
    }

    [Fact]
    public void AnotherStreamBeginsAtOnce()
    {
        var order = new Reordering(_time, Patience);
        order.Add(Packet(30_000), Take);
        order.Add(Packet(30_002), Take);
        order.Add(Packet(5, ssrc: 2), Take);
        order.Add(Packet(6, ssrc: 2), Take);
        Assert.Equal([(30_000, false), (5, true), (6, false)], _taken);
    }

    [Fact]
    public void LossAndJitterAreCountedAsTheStandardSays()
    {
        var count = new ReceptionCount(_time, 48_000);
        foreach (var number in new[] { 65_533, 65_534, 0, 65_535, 3 })
        {
            count.Count(Packet(number, timestamp: (uint)(number * 960), payload: [1, 2, 3]));
            _time.Advance(TimeSpan.FromMilliseconds(20));
        }

        var (packets, bytes, lost, jitter, age) = count.Read();
        Assert.Equal((5, 15, 2), (packets, bytes, lost));
        Assert.True(jitter > TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromMilliseconds(100), age);

        // Another stream counts on, and is not one great loss.
        count.Count(Packet(40_000, ssrc: 2));
        count.Count(Packet(40_002, ssrc: 2));
        Assert.Equal((7, 3), (count.Read().Packets, count.Read().Lost));
    }

    [Fact]
    public void FramesArePutTogetherFromAKeyFrameOnAndAgainAfterALoss()
    {
        var frames = new Vp8Frames();
        byte[] key = [0, 0, 0, 0x9D, 0x01, 0x2A, 16, 0, 16, 0], inter = [1, 2, 3];
        Assert.Null(Add(frames, inter, begins: true, ends: true));
        Assert.True(frames.Broken);
        Assert.Null(Add(frames, key[..4], begins: true, ends: false));
        Assert.Equal(key, Add(frames, key[4..], begins: false, ends: true));
        Assert.False(frames.Broken);
        Assert.Equal(inter, Add(frames, inter, begins: true, ends: true));
        Assert.Null(Add(frames, inter, begins: true, ends: true, afterGap: true));
        Assert.True(frames.Broken);
        Assert.Equal(key, Add(frames, key, begins: true, ends: true));
    }

    [Fact]
    public void AFrameWithoutAnEndAndOneThatIsTooLargeAreLost()
    {
        var frames = new Vp8Frames();
        byte[] key = [0, 0, 0, 0x9D, 0x01, 0x2A, 16, 0, 16, 0], inter = [1, 2, 3];
        Assert.NotNull(Add(frames, key, begins: true, ends: true));
        Assert.Null(Add(frames, inter, begins: true, ends: false));
        Assert.Null(Add(frames, inter, begins: true, ends: true));
        Assert.True(frames.Broken);
        Assert.NotNull(Add(frames, key, begins: true, ends: true));
        Assert.Null(Add(frames, inter, begins: true, ends: false));
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(Add(frames, new byte[1_024 * 1_024], begins: false, ends: i == 2));
        }

        Assert.True(frames.Broken);
        Assert.NotNull(Add(frames, key, begins: true, ends: true));
    }

    [Theory]
    [InlineData(new byte[] { 0x90, 0x80, 0x05, 7, 8 }, 2)]
    [InlineData(new byte[] { 0x90, 0x80, 0x85, 0x01, 7, 8 }, 2)]
    [InlineData(new byte[] { 0x90, 0xF0, 0x85, 0x01, 1, 1, 7, 8 }, 2)]
    [InlineData(new byte[] { 0x90 }, -1)]
    [InlineData(new byte[] { 0x90, 0x80 }, -1)]
    [InlineData(new byte[] { }, -1)]
    public void DescriptorsOfEveryLengthAreCutOff(byte[] payload, int left)
    {
        var frames = new Vp8Frames();
        Assert.NotNull(Add(frames, [0, 0, 0, 0x9D, 0x01, 0x2A, 16, 0, 16, 0], begins: true, ends: true));
        var frame = frames.Add(Packet(2, payload: payload, marker: true), afterGap: false);
        Assert.Equal(left, frame.IsEmpty ? -1 : frame.Length);
    }

    [Fact]
    public void AReportsMarkGivesTheRoundTripTime()
    {
        var reports = new PeerReports(_time);
        const ulong Ntp = 0x0001_0002_0003_0004;
        reports.OnSent(new RTCPCompoundPacket(new RTCPSenderReport(1, Ntp, 0, 1, 1, null), new RTCPSDesReport(1, "c")));
        _time.Advance(TimeSpan.FromMilliseconds(1_250));
        Hear(lastReport: 0x0002_0003, delay: 65_536);
        Assert.Equal(TimeSpan.FromMilliseconds(250), reports.RoundTrip);
        Assert.Equal((-1, TimeSpan.FromMilliseconds(10)), reports.Of(Calling.Media.MediaKind.Audio));

        // A mark that was never sent says nothing.
        Hear(lastReport: 77, delay: 0);
        Assert.Equal(TimeSpan.FromMilliseconds(250), reports.RoundTrip);

        void Hear(uint lastReport, uint delay)
        {
            var sample = new ReceptionReportSample(9, 0, 0xFFFFFF, 1, 480, lastReport, delay);
            reports.OnReceived(
                new RTCPCompoundPacket(new RTCPReceiverReport(2, [sample]), new RTCPSDesReport(2, "c")), ssrc => ssrc == 9 ? Calling.Media.MediaKind.Audio : null);
        }
    }

    private static byte[]? Add(Vp8Frames frames, byte[] part, bool begins, bool ends, bool afterGap = false)
    {
        var frame = frames.Add(Packet(1, payload: [begins ? (byte)0x10 : (byte)0, .. part], marker: ends), afterGap);
        return frame.IsEmpty ? null : frame.ToArray();
    }

    private static RTPPacket Packet(int number, uint timestamp = 0, byte[]? payload = null, bool marker = false, uint ssrc = 1)
    {
        var packet = new RTPPacket { Payload = payload ?? [] };
        packet.Header.SequenceNumber = (ushort)number;
        packet.Header.Timestamp = timestamp;
        packet.Header.SyncSource = ssrc;
        packet.Header.MarkerBit = marker ? 1 : 0;
        return packet;
    }

    private void Take(RTPPacket packet, bool afterGap) => _taken.Add((packet.Header.SequenceNumber, afterGap));
}
