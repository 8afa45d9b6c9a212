using System.Runtime.InteropServices;

namespace Calling.Acs.Emulator;

/// <summary>What SDK calls throw. Of the numbers only E_INVALIDARG and 98 are documented.</summary>
[EmulatorDefined("every HRESULT but E_INVALIDARG and 98; that calls which are not connected refuse commands")]
internal static class Errors
{
    public const int FailedToHangUpForEveryone = 98;
    public const int NoMultipleConnections = 201;
    public const int IncomingCallAlreadyUnplaced = 202;
    public const int ParticipantAddedToUnconnectedCall = 203;
    public const int ParticipantAlreadyAdded = 204;
    public const int NoVideoPermission = 205;
    public const int SignalingOperationFailed = 206;
    public const int CallEnded = 207;
    public const int StreamNotStarted = 208;
    public const int DataChannelClosed = 209;

    private const int Failure = unchecked((int)0x80040000);
    private const int Disconnected = unchecked((int)0x80010108);

#pragma warning disable CA2201 // The projection throws it for every HRESULT that .NET has no type for.
    /// <summary>E_INVALIDARG, 0x80070057.</summary>
    public static ArgumentException Invalid(string message) => new(message);

    public static COMException Of(int number, string message) => new(message, Failure | number);

    public static COMException ProcessIsGone() => new("The process is gone.", Disconnected);
#pragma warning restore CA2201
}
