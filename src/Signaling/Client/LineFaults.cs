using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>The line's own faults, and what a server's error means for a command.</summary>
internal static class LineFaults
{
    public static ProviderFault Closed { get; } = new("lineClosed", "The line is closed.");

    public static ProviderFault Down { get; } = new("lineDown", "The line is being restored.");

    public static ProviderFault Backlogged { get; } = new("backlogged", "Too many messages wait to be sent.");

    public static ProviderFault Cancelled { get; } = new("cancelled", "The command was given up.");

    public static ProviderFault TimedOut { get; } = new("timedOut", "No result came in time.");

    public static ProviderFault Of(WireErrorCode code, string message)
        => new(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(code.ToString()), message);

    public static CommandResult ResultOf(ServerFrame.Error error) => error.Code switch
    {
        WireErrorCode.RateLimited => new CommandResult.Refused(RefusalCode.RateLimited, Message: error.Message),
        WireErrorCode.UnknownType => new CommandResult.Refused(RefusalCode.NotSupported, Message: error.Message),
        WireErrorCode.InvalidMessage => new CommandResult.Refused(RefusalCode.InvalidArgument, Message: error.Message),
        WireErrorCode.NotAllowed => new CommandResult.Refused(RefusalCode.NotAllowed, Message: error.Message),
        _ => new CommandResult.Unknown(Of(error.Code, error.Message)),
    };

    /// <summary>Why the line is gone for good; null where it is right to come back.</summary>
    public static LineCloseCause? FinalCause(ByeCause cause) => cause switch
    {
        ByeCause.KickedOffline => LineCloseCause.KickedOffline,
        ByeCause.AuthExpired => LineCloseCause.AuthExpired,
        ByeCause.EndedByServer => LineCloseCause.EndedByServer,
        _ => null,
    };

    /// <summary>The same for a close code, where the farewell was lost.</summary>
    public static LineCloseCause? FinalCause(int? closeCode) => closeCode switch
    {
        CloseCodes.KickedOffline => LineCloseCause.KickedOffline,
        CloseCodes.AuthExpired => LineCloseCause.AuthExpired,
        CloseCodes.EndedByServer => LineCloseCause.EndedByServer,
        _ => null,
    };
}
