using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Counts on where connections that were replaced left off.</summary>
internal sealed class StatsLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(MediaKind Kind, bool IsOutgoing), StreamStats> _before = [];

    /// <summary>Adds what a connection that ends has counted; behind what the caller does, and never fails.</summary>
    /// <param name="connection">Must live until this is through.</param>
    /// <param name="former">The one before it.</param>
    public async Task KeepAsync(IPeerConnection connection, Task former)
    {
        await former.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        IReadOnlyList<StreamStats> streams;
        try
        {
            streams = (await connection.GetStatsAsync(CancellationToken.None).ConfigureAwait(false)).Streams;
        }
        catch (Exception)
        {
            // It is closed, or cannot be measured any more: what it counted is gone.
            return;
        }

        lock (_lock)
        {
            foreach (var stream in Sum(streams))
            {
                _before[(stream.Kind, stream.IsOutgoing)] = stream;
            }
        }
    }

    /// <summary>What a connection counts, and all that came before it.</summary>
    public IReadOnlyList<StreamStats> Continue(IReadOnlyList<StreamStats> streams)
    {
        lock (_lock)
        {
            return Sum(streams);
        }
    }

    private List<StreamStats> Sum(IReadOnlyList<StreamStats> streams) => [.. streams.Select(s =>
        _before.TryGetValue((s.Kind, s.IsOutgoing), out var before)
            ? s with { Packets = s.Packets + before.Packets, Bytes = s.Bytes + before.Bytes, PacketsLost = s.PacketsLost + before.PacketsLost }
            : s)];
}
