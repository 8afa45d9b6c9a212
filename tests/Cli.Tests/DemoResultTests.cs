using System.Text.Json;
using Calling.Cli.Demo;

namespace Calling.Cli.Tests;

public class DemoResultTests
{
    private static readonly PartyResult s_alice = new(CallEndReason.LocalHangUp, 12.5, 1, 1, 70, 4.9, new Dictionary<string, string>());
    private static readonly PartyResult s_bob = new(CallEndReason.RemoteHangUp, null, 80, 95.1, 71, 3.2, new Dictionary<string, string>());

    [Fact]
    public void The_last_line_has_exactly_its_members_in_order()
        => Assert.Equal(
            """
            {"provider":"Mock","outcome":"Completed","ringMs":12.5,"acceptToConnectedMs":80,"acceptToFirstFrameMs":95.1,"calleeVideoFrames":71,"callerVideoFrames":70,"calleeAudioSeconds":3.2,"callerAudioSeconds":4.9}
            """,
            JsonSerializer.Serialize(DemoResult.Of("Mock", s_alice, s_bob), DemoJson.Default.DemoResult));

    [Fact]
    public void Only_a_call_in_which_both_saw_and_heard_is_good()
    {
        Assert.True(DemoResult.Of("Mock", s_alice, s_bob).IsGood);
        Assert.False(DemoResult.Of("Mock", s_alice with { VideoFrames = 0 }, s_bob).IsGood);
        Assert.False(DemoResult.Of("Mock", s_alice with { AudioSeconds = 0 }, s_bob).IsGood);
        Assert.False(DemoResult.Of("Mock", s_alice, s_bob with { VideoFrames = 0 }).IsGood);
        Assert.False(DemoResult.Of("Mock", s_alice, s_bob with { AudioSeconds = 0 }).IsGood);
    }

    [Fact]
    public void The_outcome_says_what_went_wrong()
    {
        Assert.Equal("TimedOut", DemoResult.Of("Mock", s_alice, null, DemoResult.TimedOut).Outcome);
        Assert.Equal("Failed", DemoResult.Of("Mock", null, null).Outcome);
        Assert.Equal("NoAnswer", DemoResult.Of("Mock", s_alice with { End = CallEndReason.NoAnswer }, s_bob).Outcome);
        Assert.Equal("ConnectionLost", DemoResult.Of("Mock", s_alice, s_bob with { End = CallEndReason.ConnectionLost }).Outcome);
    }

    [Fact]
    public void What_parties_tell_survives_the_way()
    {
        PartyMessage[] messages = [new PartyMessage.Happened(1.5, "what", "detail"), new PartyMessage.Ready()];
        foreach (var message in messages)
        {
            var line = JsonSerializer.Serialize(message, DemoJson.Default.PartyMessage);
            Assert.Equal(message, JsonSerializer.Deserialize(line, DemoJson.Default.PartyMessage));
        }

        var finished = JsonSerializer.Serialize(new PartyMessage.Finished(s_bob), DemoJson.Default.PartyMessage);
        Assert.Contains("\"RemoteHangUp\"", finished, StringComparison.Ordinal);
    }
}
