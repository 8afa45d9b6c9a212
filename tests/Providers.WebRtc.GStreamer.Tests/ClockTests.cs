using Calling.Media;
using Calling.Providers.WebRtc.Engines;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class ClockTests : EngineTest
{
    [Fact]
    public void EverySizeThatAPatternMayHaveCanBeDrawnInto()
    {
        for (var width = 16; width <= 400; width += 2)
        {
            foreach (var height in new[] { 16, 18, 48, 240, 1_080 })
            {
                var pixels = new byte[((width + 3) & ~3) * height * 2];
                ClockFace.Draw(pixels, (width + 3) & ~3, width, height, 35_999);
            }
        }

        byte[] early = new byte[320 * 240 * 2], late = new byte[320 * 240 * 2];
        ClockFace.Draw(early, 320, 320, 240, 0);
        ClockFace.Draw(late, 320, 320, 240, 1);
        Assert.NotEqual(early, late);
        Assert.Contains((byte)235, early);
    }

    [Fact]
    public async Task TheTestPatternShowsARunningClock()
    {
        var video = Pattern(320, 240);
        var clock = new ClockSink();
        video.AddPreview(clock);
        video.SetOpen(true);
        await Eventually.Poll(() => ValueTask.FromResult(clock.Readings >= 3), "three different readings");
    }

    /// <summary>Counts how often the last digit's white area changes.</summary>
    private sealed class ClockSink : IVideoSink
    {
        private int _white = -1;
        private int _readings;

        internal int Readings => Volatile.Read(ref _readings);

        public void OnFrame(in VideoFrame frame)
        {
            // The tenths stand at cells 22 to 25 of 27, each of ten pixels, in rows 75 to 165.
            var white = 0;
            for (var y = 80; y < 160; y++)
            {
                white += frame.Plane0.Slice((y * frame.Stride0) + 245, 40).Count((byte)235);
            }

            if (white > 0 && white != _white)
            {
                _white = white;
                Interlocked.Increment(ref _readings);
            }
        }
    }
}
