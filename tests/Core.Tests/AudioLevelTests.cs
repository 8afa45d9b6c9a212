using Calling.Core.Tests.Support;
using Calling.Events;
using Calling.Machines;
using Calling.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Calling.Core.Tests;

public class AudioLevelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(32, 0)]
    [InlineData(328, 33)]
    [InlineData(3_277, 67)]
    [InlineData(-3_277, 67)]
    [InlineData(16_384, 90)]
    [InlineData(short.MaxValue, 100)]
    [InlineData(short.MinValue, 100)]
    public void A_level_is_linear_in_decibels_from_minus_60(int sample, int level)
    {
        var meter = new AudioLevelMeter();
        short[] samples = new short[960];
        Array.Fill(samples, (short)sample);
        meter.OnFrame(new AudioFrame(samples, 48_000, 2, TimeSpan.Zero));
        Assert.Equal(level, meter.Read());
        Assert.Equal(0, meter.Read());
    }

    [Fact]
    public void A_sine_of_full_scale_is_95_and_measuring_allocates_nothing()
    {
        var meter = new AudioLevelMeter();
        short[] samples = [.. Enumerable.Range(0, 480).Select(i => (short)(32_767 * Math.Sin(i * Math.Tau / 48)))];
        meter.OnFrame(new AudioFrame(samples, 48_000, 1, TimeSpan.Zero));
        meter.Read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            meter.OnFrame(new AudioFrame(samples, 48_000, 1, TimeSpan.Zero));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(95, meter.Read());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("00:00:00.1", true)]
    [InlineData("00:00:10", true)]
    [InlineData("00:00:00.099", false)]
    [InlineData("00:00:11", false)]
    [InlineData("often", false)]
    public void CALL_141_The_interval_is_bound_and_checked(string? interval, bool valid)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Calling:Provider"] = "Fake", ["Calling:AudioLevelInterval"] = interval }).Build();
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddProvider(new("Fake", _ => new FakeProvider(), _ => []));
        using var built = services.BuildServiceProvider();
        if (valid)
        {
            Assert.Equal(interval is null ? null : TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture),
                built.GetRequiredService<IOptions<CallingOptions>>().Value.AudioLevelInterval);
        }
        else
        {
            var refused = Assert.Throws<OptionsValidationException>(() => built.GetRequiredService<IOptions<CallingOptions>>().Value);
            Assert.Contains("Calling:AudioLevelInterval", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Nullable", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(300)]
    public async Task The_media_are_told_how_often(int? milliseconds)
    {
        TimeSpan? interval = milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
        var rig = new Rig(options: new() { AudioLevelInterval = interval });
        await rig.LoginAsync();
        ICallSession session = await rig.PlaceAsync();
        rig.Do(new Effect.OpenMedia(session.CallId, CallMedia.Audio, null));
        Assert.Equal(interval, Assert.Single(rig.Line.Opened).Plan.AudioLevelInterval);
    }

    [Fact]
    public async Task A_reader_that_lags_is_spared_levels_and_misses_nothing_else()
    {
        var hub = new EventHub<string, string>("0", _ => [], isFleeting: item => item == "level");
        await using var reader = hub.Read(Ct).GetAsyncEnumerator(Ct);
        for (int i = 0; i < 2_000; i++)
        {
            hub.Publish("1", i % 50 == 0 ? "event" : "level");
        }

        int events = 0, levels = 0;
        hub.Complete();
        while (await reader.MoveNextAsync())
        {
            (events, levels) = reader.Current == "event" ? (events + 1, levels) : (events, levels + 1);
        }

        Assert.Equal((40, EventHub<string, string>.Lag - 1), (events, levels));
    }
}
