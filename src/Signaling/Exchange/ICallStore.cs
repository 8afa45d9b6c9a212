using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

/// <summary>Keeps the arbiter's calls and lets one decision at a time change them.</summary>
public interface ICallStore
{
    /// <summary>The calls as this process last saw them committed; immutable.</summary>
    CallSet Current { get; }

    /// <summary>Runs a decision on the calls that the command touches and keeps what it decided, all or nothing.</summary>
    /// <param name="command">What happened; says which calls and users are touched.</param>
    /// <param name="decide">Pure; may be run again if another decision came in between.</param>
    /// <param name="committed">Called once with what was kept, before the next decision of any of the same users begins: the place to
    /// append to inboxes in the order of decisions. Must not block.</param>
    /// <returns>What was kept.</returns>
    ValueTask<Decision> TransactAsync(ServerCommand command, Func<CallSet, Decision> decide, Action<Decision> committed);
}
