namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A phone number; the emulator has no telephones.</summary>
public sealed class PhoneNumberCallIdentifier : CallIdentifier
{
    public PhoneNumberCallIdentifier(string phoneNumber)
        : base($"4:{phoneNumber}")
    {
    }
}
