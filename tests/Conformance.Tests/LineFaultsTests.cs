using Calling.Providers;

namespace Calling.Conformance.Tests;

/// <summary>Scripted faults above the line.</summary>
public sealed class LineFaultsTests : IDisposable
{
    private static readonly CallParty s_bob = new("bob", "phone");
    private readonly LineFaults _faults = new();
    private readonly List<string> _arrived = [];

    public void Dispose() => _faults.Dispose();

    [Fact]
    public void What_is_held_is_overtaken_and_goes_on_in_its_order()
    {
        using (var held = _faults.Hold<CallSignal.Alerted>())
        {
            Send(Alerted("1"), Alerted("2"), Ended("3"));
            Assert.Equal((2, "3"), (held.Count, string.Join(' ', _arrived)));
            Assert.True(held.ReleaseNext());
        }

        Send(Alerted("4"));
        Assert.Equal(["3", "1", "2", "4"], _arrived);
    }

    [Fact]
    public void Doubled_messages_come_twice()
    {
        using var twice = _faults.Duplicate<LineSignal>(where: s => s is CallSignal.Ended);
        Send(Alerted("1"), Ended("2"));
        Assert.Equal(["1", "2", "2"], _arrived);
    }

    [Fact]
    public void Reordered_messages_come_in_reverse_and_none_is_lost()
    {
        using (_faults.Reorder<CallSignal>(2))
        {
            Send(Alerted("1"), Alerted("2"), Alerted("3"));
            Assert.Equal(["2", "1"], _arrived);
        }

        Assert.Equal(["2", "1", "3"], _arrived);
    }

    [Fact]
    public void Ending_all_faults_lets_everything_go()
    {
        _faults.Hold<CallSignal>();
        Send(Alerted("1"));
        _faults.Dispose();
        Send(Alerted("2"));
        Assert.Equal(["1", "2"], _arrived);
    }

    private static CallSignal.Alerted Alerted(string call) => new(call, 0, "bob");

    private static CallSignal.Ended Ended(string call) => new(call, 0, new(EndCause.HangUp));

    private void Send(params CallSignal[] signals)
    {
        foreach (var signal in signals)
        {
            _faults.Pass(new LineMessage(s_bob, signal), TimeProvider.System, () => _arrived.Add(signal.CallId));
        }
    }
}
