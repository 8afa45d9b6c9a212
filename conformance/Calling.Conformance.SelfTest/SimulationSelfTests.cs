using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>A simulation with something broken in it stops at the invariant that is broken, with a short script that can be run again.</summary>
public class SimulationSelfTests
{
    private static readonly SimulationOptions Some = new() { Calls = 2_000, Threads = 1 };

    [Fact]
    public void A_hang_up_that_is_not_told_leaves_one_alone_in_a_call() =>
        Finds("a call is up for both users or for neither (CALL-034)", Sabotage.OfSignals(
            "CALL-034", "a hang-up is not told", s => s is CallSignal.MemberLeft or CallSignal.Ended { Ending.Cause: EndCause.HangUp } ? null : s));

    [Fact]
    public void A_cancel_that_is_not_told_leaves_a_ghost_ringing() =>
        Finds("what rings has a caller (CALL-032)", Sabotage.OfSignals(
            "CALL-032", "the callee is not told of a cancel", s => s is CallSignal.Ended { Ending.Cause: EndCause.Cancelled } ? null : s));

    [Fact]
    public void An_accept_that_is_lost_leaves_one_alone_in_a_call() =>
        Finds("a call is up for both users or for neither (CALL-034)", Sabotage.OfCommands(
            "CALL-020", "an accept is not sent", c => c is CallCommand.AcceptCall ? null : c));

    [Fact]
    public void A_member_who_is_not_told_that_another_left_still_knows_him() =>
        Finds("every member knows all others and nobody else (CALL-081)", Sabotage.OfSignals(
            "CALL-084", "who leaves is not told", s => s is CallSignal.MemberLeft ? null : s));

    [Fact]
    public void The_last_who_is_not_told_is_left_alone() =>
        Finds("nobody is left alone with nobody to wait for (CALL-085)", Sabotage.OfSignals(
            "CALL-085", "the last is not told", s => s is CallSignal.Ended { Ending.Cause: EndCause.LastParticipantLeft } ? null : s));

    private static void Finds(string invariant, Sabotage sabotage)
    {
        var result = Simulation.Run(Some, sound => new BentProvider(sound, sabotage, new()));
        Assert.NotNull(result.Failure);
        string[] lines = result.Failure.Split('\n');
        Assert.StartsWith(invariant, lines[0]);
        Assert.StartsWith("seed ", lines[1]);
        Assert.Equal($"again: ./run conformance --simulate 1 --{lines[1]}", lines[^1]);
        Assert.InRange(lines.Count(l => l.Length > 4 && char.IsAsciiDigit(l[2]) && l[3] == ' '), 1, 6);
    }
}
