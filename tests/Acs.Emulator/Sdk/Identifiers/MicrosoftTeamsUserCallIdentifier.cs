namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C 1.7] A Teams user; the emulator has none.</summary>
public sealed class MicrosoftTeamsUserCallIdentifier : CallIdentifier
{
    public MicrosoftTeamsUserCallIdentifier(string userId)
        : base($"8:orgid:{userId}")
    {
    }
}
