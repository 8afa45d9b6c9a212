using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Calling.Signaling.Wire;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Server.Tests;

public class MetricsTests
{
    [Fact]
    public async Task Connections_commands_and_refusals_are_counted()
    {
        await using var rig = await ServerRig.StartAsync();
        var factory = rig.Host.Services.GetRequiredService<IMeterFactory>();
        var measured = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            // Other servers of this process measure too.
            if (instrument.Meter.Name == "Calling.Server" && instrument.Meter.Scope == factory)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured.Add($"{instrument.Name} {value}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            measured.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();
        var alice = await rig.SignInAsync("alice");
        await alice.PlaceAsync("c1", "bob");
        await alice.PlaceAsync("c1", "carol");
        await alice.SendAsync("{\"type\":\"dance\"}");
        await alice.ErrorAsync();
        await alice.SendAsync(new ClientFrame.Leave());
        await alice.CloseCodeAsync();
        await Until.True(() => measured.Contains("calling.server.connections -1"));
        Assert.Contains("calling.server.connections 1", measured);
        Assert.Contains("calling.server.commands 1 type=placeCall outcome=done", measured);
        Assert.Contains("calling.server.commands 1 type=placeCall outcome=invalidArgument", measured);
        Assert.Contains("calling.server.refusals 1 reason=unknownType", measured);
    }
}
