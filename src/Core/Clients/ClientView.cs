using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Clients;

/// <summary>A client at one moment.</summary>
/// <param name="State">Whether a user is signed in.</param>
/// <param name="Reason">Why nobody is; null otherwise.</param>
/// <param name="Self">Who is.</param>
/// <param name="Announced">The sessions that were raised as incoming, oldest first; some may have stopped ringing.</param>
internal sealed record ClientView(
    CallClientState State, SignedOutReason? Reason, CallParty? Self, ImmutableArray<CallSession> Announced)
{
    /// <summary>Before the first sign-in.</summary>
    public static ClientView Initial { get; } = new(CallClientState.SignedOut, SignedOutReason.LoggedOut, null, []);

    /// <summary>What a new reader gets first: the state, then the calls that ring now (rule CALL-125).</summary>
    /// <param name="view">The present view.</param>
    public static IReadOnlyList<CallClientEvent> Opening(ClientView view)
    {
        var first = new List<CallClientEvent>(1 + view.Announced.Length) { new CallClientEvent.StateChanged(view.State, view.Reason) };
        foreach (CallSession session in view.Announced)
        {
            if (session.Snapshot.State == CallState.Incoming)
            {
                first.Add(new CallClientEvent.IncomingCall(session));
            }
        }

        return first;
    }
}
