namespace Calling.Providers;

/// <summary>What a line tells Core: about itself here, about calls in <see cref="CallSignal"/>. There are no others.</summary>
public abstract record LineSignal
{
    private protected LineSignal()
    {
    }

    /// <summary>The line is down and being restored by itself; calls may live on.</summary>
    public sealed record Interrupted : LineSignal;

    /// <summary>The line is up again.</summary>
    /// <param name="Resumed">True: everything missed has been or will be replayed. False: a <see cref="Snapshot"/> follows.</param>
    public sealed record Restored(bool Resumed) : LineSignal;

    /// <summary>The line is gone for good; nothing follows.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="Fault">The vendor's own account.</param>
    public sealed record Closed(LineCloseCause Cause, ProviderFault? Fault = null) : LineSignal;

    /// <summary>The token runs out soon: a new one given to <see cref="ICallLine.RenewAsync"/> in time keeps the line (rule CALL-004).</summary>
    /// <param name="Remaining">How long it still holds; the line closes with <see cref="LineCloseCause.AuthExpired"/> then.</param>
    public sealed record TokenExpiring(TimeSpan Remaining) : LineSignal;

    /// <summary>Every call that this device has, or had within the last 150 s: what is not here is gone.</summary>
    /// <param name="Calls">The calls.</param>
    public sealed record Snapshot(IReadOnlyList<CallView> Calls) : LineSignal;

    /// <summary>
    /// What a line that is made of several says of one of them (fail-over): it concerns these calls alone, while the sign-in and all other
    /// calls go on.
    /// </summary>
    /// <param name="CallIds">The calls that this part carries; unknown ones are passed over.</param>
    /// <param name="Signal"><see cref="Interrupted"/>, <see cref="Restored"/> or <see cref="Closed"/>; or a <see cref="Snapshot"/>, after which
    /// of these calls those that are not in it are gone.</param>
    public sealed record Part(IReadOnlyList<string> CallIds, LineSignal Signal) : LineSignal;
}
