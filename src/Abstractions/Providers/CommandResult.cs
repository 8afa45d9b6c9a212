namespace Calling.Providers;

/// <summary>What became of a command. The nested types are all there are.</summary>
public abstract record CommandResult
{
    private CommandResult()
    {
    }

    /// <summary>The arbiter did it, now or when the same command came before.</summary>
    /// <param name="View">The call as this device may know it now. Always given for a join and a query; with an accept it saves half a round trip,
    /// and a line that has none signals who is in the call.</param>
    public sealed record Done(CallView? View = null) : CommandResult;

    /// <summary>The arbiter will not do it; nothing changed.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Ending">How the call had ended, with <see cref="RefusalCode.CallGone"/>.</param>
    /// <param name="Message">For people: the offending value and the limit.</param>
    public sealed record Refused(RefusalCode Code, CallEnding? Ending = null, string? Message = null) : CommandResult;

    /// <summary>Nothing left this machine.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record NotSent(ProviderFault Fault) : CommandResult;

    /// <summary>It may have been done; the signals that follow the line's restoration will tell.</summary>
    /// <param name="Fault">Why it is not known.</param>
    public sealed record Unknown(ProviderFault Fault) : CommandResult;
}
