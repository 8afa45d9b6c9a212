using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>Somebody whom a call rings.</summary>
internal sealed class Invitee(CallIdentifier identifier, bool added)
{
    public CallIdentifier Identifier => identifier;

    /// <summary>By AddParticipant.</summary>
    public bool Added => added;

    public bool Ringing { get; set; }

    public List<Ring> Rings { get; } = [];

    public ITimer? Timer { get; set; }
}
