namespace Calling.Providers.WebRtc;

/// <summary>What every peer message says beside its content: whose it is, whom it is for, and which connection it is about.</summary>
/// <param name="Session">The sender's media session; null from a client that knows of none.</param>
/// <param name="To">The receiver's media session as far as the sender knows it.</param>
/// <param name="Connection">Which connection between the two, from 1 and growing; 0 in a request by whoever has none.</param>
internal sealed record PeerLabel(string? Session = null, string? To = null, int Connection = 1)
{
    private const int MaxIdLength = 64;

    /// <summary>Whether a peer may say this.</summary>
    internal bool IsPlausible => Session is null or { Length: <= MaxIdLength } && To is null or { Length: <= MaxIdLength } && Connection >= 0;
}
