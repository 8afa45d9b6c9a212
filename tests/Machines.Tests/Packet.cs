using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Something under way between a device and the arbiter.</summary>
internal sealed record Packet(CallParty Device, int Session, CallCommand? Command = null, LineSignal? Signal = null, CommandResult? Result = null)
{
    /// <summary>Packets of one lane keep their order unless the loop is told to shuffle.</summary>
    public (CallParty Device, bool Up) Lane => (Device, Command is not null && Result is null);
}
