using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Signs in a device without Core: whatever is given to the line is to reach the arbiter, however wrong it is.</summary>
public interface IHostileHook
{
    /// <summary>Signs the device in.</summary>
    /// <param name="device">Which user's which device.</param>
    /// <param name="observer">Gets what the arbiter says.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask<ICallLine> SignInAsync(CallParty device, ICallLineObserver observer, CancellationToken ct);
}
