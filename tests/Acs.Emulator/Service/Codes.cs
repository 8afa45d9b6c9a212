namespace Calling.Acs.Emulator;

/// <summary>The documented pairs that no setting changes.</summary>
internal static class Codes
{
    public static readonly EndCode HungUp = new(0, 0);
    public static readonly EndCode EndedForEveryone = new(0, 4097);
    public static readonly EndCode AllDeclined = new(0, 5003);
    public static readonly EndCode Unauthorized = new(401, 10009);
    public static readonly EndCode NeverRegistered = new(480, 10037);
    public static readonly EndCode Offline = new(480, 10076);
    public static readonly EndCode Unreachable = new(480, 10078);
    public static readonly EndCode AcceptedElsewhere = new(487, 10003);
    public static readonly EndCode NoAnswer = new(487, 10004);
    public static readonly EndCode TokenExpired = new(495, 4507);
    public static readonly EndCode Declined = new(603, 0);
}
