using Calling.Providers;

namespace Calling.Machines;

/// <summary>What a machine wants done, in order. Carried out by the mailbox after the decision, never during it.</summary>
internal abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Open the line; answered by <see cref="ClientInput.LineOpened"/> or <see cref="ClientInput.LineRefused"/>.</summary>
    public sealed record Connect(CallCredential Credential) : Effect;

    /// <summary>Close the line, or give up opening it.</summary>
    public sealed record Disconnect : Effect;

    /// <summary>Send a command; answered by <see cref="CallInput.Result"/> with its id.</summary>
    public sealed record Send(CallCommand Command) : Effect;

    /// <summary>Ask the line for a snapshot of all calls.</summary>
    public sealed record RequestSnapshot : Effect;

    /// <summary>Start or restart a timer; the call id is null for the client's own.</summary>
    public sealed record StartTimer(string? CallId, TimerKind Kind, TimeSpan DueIn) : Effect;

    /// <summary>Stop a timer if it runs.</summary>
    public sealed record StopTimer(string? CallId, TimerKind Kind) : Effect;

    /// <summary>Ask the app for a new token and give it to the line; answered by <see cref="ClientInput.Renewed"/> or <see cref="ClientInput.NotRenewed"/>.</summary>
    public sealed record Renew : Effect;

    /// <summary>Make the session that the app sees, with its first snapshot.</summary>
    /// <param name="Call">The snapshot.</param>
    /// <param name="Heir">The call whose place it takes, and whose sources it goes on with.</param>
    /// <param name="Sources">Its sources, where there is none.</param>
    public sealed record OpenSession(CallSnapshot Call, string? Heir = null, MediaSources Sources = default) : Effect;

    /// <summary>Show a snapshot without an event: something changed that has none.</summary>
    public sealed record Show(CallSnapshot Call) : Effect;

    /// <summary>Show the snapshot, then raise the event. <see cref="CallEvent.Ended"/> is the session's last.</summary>
    public sealed record Publish(CallSnapshot Call, CallEvent Event) : Effect;

    /// <summary>The client's state changed: show it, then raise the event.</summary>
    public sealed record PublishState(CallClientState State, SignedOutReason? Reason, CallParty? Self) : Effect;

    /// <summary>Raise the incoming call to the app.</summary>
    public sealed record PublishIncoming(string CallId) : Effect;

    /// <summary>Tell the app of a call that it missed.</summary>
    public sealed record PublishMissed(CallClientEvent.MissedCall Event) : Effect;

    /// <summary>Finish an operation: null, a <see cref="bool"/>, a media request's outcome, or a call id to be handed out as its session.</summary>
    public sealed record Complete(long Operation, object? Value = null) : Effect;

    /// <summary>Fail an operation.</summary>
    public sealed record Fail(long Operation, CallException Error) : Effect;

    /// <summary>Make the call's media and prepare its transport.</summary>
    public sealed record OpenMedia(string CallId, CallMedia Media, MediaGrant? Grant) : Effect;

    /// <summary>Attach sources and sinks and let the gates follow the user: capture is allowed from now on.</summary>
    public sealed record StartMedia(string CallId) : Effect;

    /// <summary>Tell the media who is in the call.</summary>
    public sealed record UpdateMedia(string CallId, MediaRoster Roster) : Effect;

    /// <summary>Shut the gates for good and dispose the media, opened or not.</summary>
    public sealed record CloseMedia(string CallId) : Effect;

    /// <summary>Log that an input changed nothing, and why.</summary>
    public sealed record Ignored(string? CallId, string Input, string Why) : Effect;
}
