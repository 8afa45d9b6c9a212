using Calling.Media;
using Calling.Providers.WebRtc.SipSorcery.Capture;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Tests;

public sealed class Vp8Tests : IDisposable
{
    private readonly Vp8Decoder _decoder = new();
    private (int Width, int Height, byte Y, byte U, byte V) _shown;

    public void Dispose() => _decoder.Dispose();

    [Theory]
    [InlineData(64, 48)]
    [InlineData(160, 120)]
    [InlineData(65, 33)]
    [InlineData(1, 1)]
    [InlineData(17, 200)]
    public void EverySizeComesBackAsItWas(int width, int height)
    {
        using var encoder = new Vp8Encoder(new SipSorceryOptions());
        for (var i = 0; i < 4; i++)
        {
            var frame = encoder.Encode(Plain(width, height, 145, 54, 34), TimeSpan.FromMilliseconds(66 * i), key: false);
            Assert.Equal(i == 0, frame.IsKey);
            Assert.True(_decoder.Decode(frame.Data, frame.Time, Show));
            Assert.Equal((width, height), (_shown.Width, _shown.Height));
            Assert.InRange(_shown.Y, 140, 150);
            Assert.InRange(_shown.U, 49, 59);
            Assert.InRange(_shown.V, 29, 39);
        }
    }

    [Fact]
    public void SizesMayChangeInBothDirectionsAndEachBeginsWithAKeyFrame()
    {
        using var encoder = new Vp8Encoder(new SipSorceryOptions());
        foreach (var (width, height) in new[] { (64, 48), (320, 240), (16, 16), (160, 120), (64, 48) })
        {
            var frame = encoder.Encode(Plain(width, height, 90, 128, 128), TimeSpan.Zero, key: false);
            Assert.True(frame.IsKey);
            Assert.True(_decoder.Decode(frame.Data, frame.Time, Show));
            Assert.Equal((width, height), (_shown.Width, _shown.Height));
        }
    }

    [Fact]
    public void AKeyFrameComesWhenAskedForAndAfterTheInterval()
    {
        using var encoder = new Vp8Encoder(new SipSorceryOptions { KeyFrameInterval = 5 });
        var keys = Enumerable.Range(0, 12).Select(i => encoder.Encode(Plain(32, 32, 90, 128, 128), TimeSpan.FromMilliseconds(i * 66), key: i == 2).IsKey).ToList();
        Assert.True(keys[0] && keys[2] && keys[7]);
        Assert.Equal(3, keys.Count(key => key));
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(500_000)]
    public void TheBitRateComesOutNearItsTarget(int target)
    {
        using var encoder = new Vp8Encoder(new SipSorceryOptions { VideoBitsPerSecond = target });
        long bits = 0;
        for (var i = 0; i < 300; i++)
        {
            var picture = Drawn(320, 240, i);
            var size = encoder.Encode(picture, TimeSpan.FromSeconds(i / 15.0), key: false).Data.Length * 8;

            // The first four seconds are for finding the way.
            bits += i < 60 ? 0 : size;
        }

        Assert.InRange(bits / 16.0, target * 0.4, target * 1.3);
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(160, 120)]
    [InlineData(320, 240)]
    public async Task ACollectorThatMovesThingsDoesNoHarm(int width, int height)
    {
        using var encoder = new Vp8Encoder(new SipSorceryOptions { KeyFrameInterval = 10 });
        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(
            () =>
            {
                List<byte[]> junk = [];
                while (!stop.IsCancellationRequested)
                {
                    junk.Add(new byte[Random.Shared.Next(40_000)]);
                    if (junk.Count == 200)
                    {
                        // Holes, so that there is something to move.
                        junk.RemoveAll(_ => Random.Shared.Next(2) == 0);
                        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                    }
                }
            },
            TestContext.Current.CancellationToken);
        var first = default(byte[]);
        for (var i = 0; i < 150; i++)
        {
            var picture = Drawn(width, height, i);
            var frame = encoder.Encode(picture, TimeSpan.FromSeconds(i / 15.0), key: false);
            first ??= PinnedOutput.Of(encoder.Codec!);
            Assert.True(_decoder.Decode(frame.Data, frame.Time, Show));
            Assert.Equal((width, height), (_shown.Width, _shown.Height));
        }

        // It never replaced the buffer by one of its own.
        Assert.Same(first, PinnedOutput.Of(encoder.Codec!));
        await stop.CancelAsync();
        await collecting;
    }

    [Fact]
    public void NothingIsDecodedBeforeAKeyFrameAndGarbageEndsNothing()
    {
        using var encoder = new Vp8Encoder(new SipSorceryOptions());
        var key = encoder.Encode(Plain(64, 48, 90, 128, 128), TimeSpan.Zero, key: false);
        var next = encoder.Encode(Plain(64, 48, 91, 128, 128), TimeSpan.FromMilliseconds(66), key: false);
        Assert.False(_decoder.Decode(next.Data, TimeSpan.Zero, Show));
        var huge = key.Data.ToArray();
        Vp8Header.SetSize(huge, 16_000, 16_000);
        Assert.False(_decoder.Decode(huge, TimeSpan.Zero, Show));
        Assert.False(_decoder.Decode([], TimeSpan.Zero, Show));
        Assert.Equal(0, _shown.Width);
        Assert.True(_decoder.Decode(key.Data, TimeSpan.Zero, Show));
        Assert.True(_decoder.Decode(next.Data, TimeSpan.Zero, Show));
    }

    private static Picture Drawn(int width, int height, int number)
    {
        var picture = new Picture(width, height);
        TestPicture.Draw(new VideoSource.TestPattern(width, height, 15), number, picture);
        return picture;
    }

    private static Picture Plain(int width, int height, byte y, byte u, byte v)
    {
        var picture = new Picture(width, height);
        picture.Plane(0).Fill(y);
        picture.Plane(1).Fill(u);
        picture.Plane(2).Fill(v);
        return picture;
    }

    private void Show(in VideoFrame frame) => _shown = (frame.Width, frame.Height, frame.Plane0[0], frame.Plane1[0], frame.Plane2[0]);
}
