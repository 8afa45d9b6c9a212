using Calling.Providers.Acs.Sdk;

namespace Calling.Acs.Tests.Paired;

/// <summary>What is made of heartbeats.</summary>
public class PulseTests
{
    private const int Interval = 500;
    private readonly Pulse _pulse = new();

    [Fact]
    public void A_heartbeat_is_read_as_it_was_written()
    {
        var beat = new Beat(1_900_000_000_000, 123_456, 42, "täblet");
        Assert.Equal(beat, Beat.Read(beat.ToBytes()));
        Assert.Equal(new Beat(-1, int.MaxValue, 0, ""), Beat.Read(new Beat(-1, int.MaxValue, 0, "").ToBytes()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(16, 1)]
    [InlineData(17, 0)]
    [InlineData(17, 2)]
    [InlineData(600, 1)]
    public void What_is_none_is_not_read(int length, byte version)
    {
        byte[] data = new byte[length];
        Array.Fill(data, version);
        Assert.Null(Beat.Read(data));
    }

    [Fact]
    public void CALL_111_six_that_are_missing_in_a_row_are_silence_which_one_ends()
    {
        Assert.False(Hear(0));
        for (int i = 1; i <= 5; i++)
        {
            Assert.False(_pulse.Miss());
        }

        Assert.False(Hear(6));
        for (int i = 1; i <= 5; i++)
        {
            Assert.False(_pulse.Miss());
        }

        Assert.False(_pulse.IsSilent);
        Assert.True(_pulse.Miss());
        Assert.True(_pulse.IsSilent);
        Assert.False(_pulse.Miss());
        Assert.True(Hear(20));
        Assert.False(_pulse.IsSilent);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("7", "")]
    [InlineData("7,13", "Poor")]
    [InlineData("7,13,16", "Bad")]
    [InlineData("1,4,7,10,13,16", "VeryBad")]
    public void CALL_126_the_share_that_was_lost_is_judged_and_one_of_twenty_says_nothing(string lost, string told)
    {
        string[] missing = lost.Split(',');
        Assert.Equal(told, Play(Enumerable.Range(0, 20).Where(i => !missing.Contains($"{i}"))));
    }

    [Fact]
    public void CALL_126_what_comes_late_or_in_another_order_was_not_lost()
        => Assert.Equal("", Play([0, 2, 1, 3, 6, 7, 5, 8, 4, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 18]));

    [Fact]
    public void CALL_126_before_there_are_twenty_nothing_is_judged() => Assert.Equal("", Play([0, 5, 10, 18]));

    [Theory]
    [InlineData(0, "")]
    [InlineData(40, "")]
    [InlineData(200, "Poor")]
    [InlineData(900, "VeryBad")]
    public void CALL_126_how_late_they_are_is_judged_against_the_quickest(int milliseconds, string told)
    {
        // The clocks of the two are an hour apart.
        for (int i = 0; i < 20; i++)
        {
            Hear(i, 3_600_000 + (i == 7 ? 0 : milliseconds));
        }

        Assert.Equal(told, Told());
    }

    [Fact]
    public void CALL_126_a_new_entry_begins_anew_and_so_does_one_that_is_back()
    {
        Assert.Equal("", Play(Enumerable.Range(0, 20)));
        _pulse.Hear(new Beat(1_000_000, 0, 0, "phone"), 1_000_000);
        Assert.Null(_pulse.Judge());
        while (!_pulse.Miss())
        {
        }

        _pulse.Hear(new Beat(1_000_000, 20_000, 40, "phone"), 1_020_000);
        Assert.Null(_pulse.Judge());
    }

    [Fact]
    public void Another_device_of_the_same_user_is_another_heart()
    {
        var pulses = new Pulses();
        pulses.Hear("8:acs:1", new Beat(0, 0, 0, "phone"), 0);
        Assert.NotNull(pulses.Find("8:acs:1", "phone"));
        Assert.Null(pulses.Find("8:acs:1", "desk"));
        Assert.Null(pulses.Find("8:acs:2", "phone"));
    }

    [Fact]
    public void Devices_that_somebody_makes_up_are_not_remembered_without_end()
    {
        var pulses = new Pulses();
        for (int i = 0; i < 1_000; i++)
        {
            pulses.Hear("8:acs:1", new Beat(0, 0, 0, $"device-{i}"), 0);
        }

        Assert.NotNull(pulses.Find("8:acs:1", "device-0"));
        Assert.Null(pulses.Find("8:acs:1", "device-999"));
    }

    private string Play(IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
        {
            Hear(number);
        }

        return Told();
    }

    /// <summary>One step is believed when it is seen twice.</summary>
    private string Told() => $"{_pulse.Judge() ?? _pulse.Judge()}";

    private bool Hear(int number, int transit = 0) =>
        _pulse.Hear(new Beat(0, number * Interval, number, "phone"), (number * Interval) + transit);
}
