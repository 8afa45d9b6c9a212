using Calling.Cli.Demo.Groups;

namespace Calling.Cli.Demo;

/// <summary>What one party of the demo is told. It reaches a child over its input and not its arguments, which others on the machine can read.</summary>
/// <param name="UserId">Who it is.</param>
/// <param name="Peer">Whom it talks to.</param>
/// <param name="Token">Proves it.</param>
/// <param name="Calls">Whether it places the call or answers it.</param>
/// <param name="Seconds">How long they talk.</param>
/// <param name="Output">The folder for what it saw and heard.</param>
/// <param name="Epoch">When the demo began, by the machine's monotonic clock, which its processes share.</param>
/// <param name="Configuration">Settings that are stronger than files and environment.</param>
internal sealed record PartySettings(
    string UserId, string Peer, string Token, bool Calls, double Seconds, string Output, long Epoch, Dictionary<string, string?> Configuration)
{
    /// <summary>What it does in a group call; null in a call of two.</summary>
    public GroupPart? Part { get; init; }
}
