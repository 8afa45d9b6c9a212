using Calling.Providers;

namespace Calling.Machines;

/// <summary>Everything that can happen to a client. An <c>Operation</c> number is answered by one <see cref="Effect.Complete"/> or <see cref="Effect.Fail"/>.</summary>
internal abstract record ClientInput
{
    private ClientInput()
    {
    }

    /// <summary>The app signs in.</summary>
    public sealed record Login(long Operation, CallCredential Credential) : ClientInput;

    /// <summary>The line is open. The nonce makes the command ids of this sign-in unlike those of any other.</summary>
    public sealed record LineOpened(CallParty Self, string Nonce) : ClientInput;

    /// <summary>The sign-in failed, or was given up.</summary>
    public sealed record LineRefused(CallException Error) : ClientInput;

    /// <summary>The app signs out.</summary>
    public sealed record Logout(long Operation) : ClientInput;

    /// <summary>The app places a call; the id is new.</summary>
    public sealed record Place(long Operation, string CallId, CallRequest Request) : ClientInput;

    /// <summary>The app enters a running call by its id.</summary>
    /// <param name="Operation">The operation.</param>
    /// <param name="CallId">The call.</param>
    /// <param name="Wanted">What shall start switched on.</param>
    /// <param name="Sources">Where sound and pictures come from, if the app said so.</param>
    public sealed record Join(long Operation, string CallId, MediaState Wanted, MediaSources Sources) : ClientInput;

    /// <summary>The app does not want to enter any more.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Operation">The operation that entering was asked for by.</param>
    public sealed record AbandonJoin(string CallId, long Operation) : ClientInput;

    /// <summary>The app does something to a call.</summary>
    public sealed record Call(string CallId, CallInput Input) : ClientInput;

    /// <summary>The line says something.</summary>
    public sealed record Signal(LineSignal Value) : ClientInput;

    /// <summary>The queue of remote signals overflowed and was emptied: only a snapshot can help.</summary>
    public sealed record SignalsLost : ClientInput;

    /// <summary>The line took a new token.</summary>
    public sealed record Renewed : ClientInput;

    /// <summary>No new token could be had, or the line did not take it.</summary>
    public sealed record NotRenewed(CallException Error) : ClientInput;

    /// <summary>The client's own timer ran out.</summary>
    public sealed record TimerElapsed(TimerKind Kind) : ClientInput;
}
