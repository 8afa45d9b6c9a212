using Calling.Media;
using Calling.Providers;

namespace Calling.Machines;

/// <summary>Everything that can happen to one call.</summary>
internal abstract record CallInput
{
    private CallInput()
    {
    }

    /// <summary>Whether it is the app's, on a session that it has.</summary>
    public bool IsOperation => this is Accept or Reject or TryCancel or End or Release or SetMicrophone or SetCamera or RequestMedia
        or AnswerMediaRequest or Invite or CancelInvitation or Remove;

    /// <summary>The user answers, with what shall start switched on (narrowed further by what was switched off before).</summary>
    /// <param name="Operation">The operation.</param>
    /// <param name="Wanted">What shall start switched on.</param>
    /// <param name="OwnSource">The app brings its own frames (capability RawMedia).</param>
    public sealed record Accept(long Operation, MediaState Wanted, bool OwnSource = false) : CallInput
    {
        public string? Data { get; init; }
    }

    /// <summary>The user declines.</summary>
    public sealed record Reject(long Operation, string? Reason) : CallInput
    {
        public RejectScope Scope { get; init; }

        public string? Data { get; init; }
    }

    /// <summary>The caller takes the call back unless answered; completes with a <see cref="bool"/>.</summary>
    public sealed record TryCancel(long Operation) : CallInput
    {
        public string? Data { get; init; }
    }

    /// <summary>The user, or something on the user's behalf, is done with the call.</summary>
    /// <param name="Operation">The operation, or null if nobody waits.</param>
    /// <param name="Cause">HangUp for the user's own act; LoggedOut, Replaced, Failed, … otherwise.</param>
    public sealed record End(long? Operation, EndCause Cause) : CallInput
    {
        public HangUpScope Scope { get; init; }

        public string? Data { get; init; }
    }

    /// <summary>The session is let go: as <see cref="End"/>, but an unanswered incoming call is withdrawn from this device alone.</summary>
    public sealed record Release(long? Operation, EndCause Cause) : CallInput;

    /// <summary>Microphone on or off.</summary>
    public sealed record SetMicrophone(long Operation, bool On) : CallInput;

    /// <summary>Camera on or off.</summary>
    public sealed record SetCamera(long Operation, bool On) : CallInput;

    /// <summary>The user asks to change what the call is for; completes with a <see cref="MediaRequestOutcome"/>.</summary>
    public sealed record RequestMedia(long Operation, CallMedia Wanted, bool CameraOff) : CallInput;

    /// <summary>The user answers another's such request.</summary>
    public sealed record AnswerMediaRequest(long Operation, string RequestId, bool Agree, bool CameraOff) : CallInput;

    /// <summary>The user rings further users into the call.</summary>
    public sealed record Invite(long Operation, IReadOnlyList<string> Callees, TimeSpan? RingTimeout, CallPush? Push = null) : CallInput;

    /// <summary>The user takes one invitation back.</summary>
    public sealed record CancelInvitation(long Operation, string UserId) : CallInput;

    /// <summary>The user removes a member.</summary>
    public sealed record Remove(long Operation, string UserId) : CallInput;

    /// <summary>A command's result.</summary>
    public sealed record Result(string CommandId, CommandResult Value) : CallInput;

    /// <summary>The arbiter says something about this call.</summary>
    public sealed record Signal(CallSignal Value) : CallInput;

    /// <summary>The arbiter shows the call as it is: a snapshot.</summary>
    public sealed record View(CallView Value) : CallInput;

    /// <summary>A snapshot came and this call is not in it.</summary>
    public sealed record Forgotten : CallInput;

    /// <summary>The line went down.</summary>
    public sealed record LineInterrupted : CallInput;

    /// <summary>The line is up again.</summary>
    public sealed record LineRestored : CallInput;

    /// <summary>The line is gone for good.</summary>
    public sealed record LineClosed(LineCloseCause Cause, ProviderFault? Fault) : CallInput;

    /// <summary>One of the call's timers ran out.</summary>
    public sealed record TimerElapsed(TimerKind Kind) : CallInput;

    /// <summary>The media says something.</summary>
    public sealed record Media(MediaSignal Value) : CallInput;
}
