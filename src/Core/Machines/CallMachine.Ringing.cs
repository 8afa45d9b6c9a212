using Calling.Providers;

namespace Calling.Machines;

/// <summary>How long invitations ring, by this device's clock (rules CALL-040, CALL-041, CALL-082).</summary>
internal static partial class CallMachine
{
    /// <summary>Invitations of this device's ring from now on; a call is given up no sooner than the last of them.</summary>
    private static void RingFor(CallTurn turn, IReadOnlyList<string> callees, TimeSpan ringTimeout)
    {
        var until = turn.Context.Now + ringTimeout + Backstop(turn.Context);
        if (turn.Call.Details.IsGroup && !Measures(turn.Context))
        {
            turn.Call = turn.Call with { Rings = turn.Call.Rings.SetItems(callees.Select(callee => KeyValuePair.Create(callee, until))) };
            WatchRings(turn);
        }
        else if (until > turn.Call.RingsUntil)
        {
            turn.Call = turn.Call with { RingsUntil = until };
            turn.StartTimer(TimerKind.Ring, until - turn.Context.Now);
        }
    }

    /// <summary>Sets the timer to the invitation that has rung long enough first; while the whole call is being taken back there is nothing to set.</summary>
    private static void WatchRings(CallTurn turn)
    {
        var call = turn.Call;
        if (call.RangOut && !call.IsAnswered)
        {
            return;
        }

        if (call.Rings.IsEmpty)
        {
            turn.StopTimer(TimerKind.Ring);
        }
        else
        {
            turn.StartTimer(TimerKind.Ring, call.Rings.Values.Min() - turn.Context.Now);
        }
    }

    /// <summary>An invitation was decided, and no longer rings.</summary>
    private static void StopRinging(CallTurn turn, string userId)
    {
        if (turn.Call.Rings.ContainsKey(userId))
        {
            turn.Call = turn.Call with { Rings = turn.Call.Rings.Remove(userId) };
            WatchRings(turn);
        }
    }

    /// <summary>Some have rung long enough, and the call goes on without them: somebody has answered, or others still ring.</summary>
    private static bool RingsOn(CallTurn turn) => !turn.Call.Rings.IsEmpty
        && (turn.Call.IsAnswered || (!turn.Call.RangOut && turn.Call.Peers.Any(p => p.IsOpen && !IsOverdue(turn, p.UserId))));

    private static bool IsOverdue(CallTurn turn, string userId) => turn.Call.Rings.TryGetValue(userId, out var until) && until <= turn.Context.Now;

    /// <summary>Takes back each invitation that has rung long enough; one that was answered meanwhile stands, as the arbiter will say.</summary>
    private static void TakeBack(CallTurn turn)
    {
        foreach (string user in turn.Call.Rings.Keys.Where(user => IsOverdue(turn, user)).Order(StringComparer.Ordinal).ToList())
        {
            turn.Call = turn.Call with { Rings = turn.Call.Rings.Remove(user) };
            if (turn.Call.PeerOf(user) is { IsOpen: true } peer)
            {
                turn.Call = turn.Call.With(peer with { RangOut = true });
                turn.Send((id, command) => new CallCommand.CancelInvitation(id, command, user));
            }
        }

        WatchRings(turn);
    }

    private static TimeSpan Backstop(MachineContext context) => Measures(context) ? RingBackstop : TimeSpan.Zero;

    private static bool Measures(MachineContext context) => context.Provider.Duties.HasFlag(LineDuties.RingTimeout);
}
