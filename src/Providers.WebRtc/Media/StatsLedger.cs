using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Counts on where connections that were replaced left off.</summary>
/// <remarks>A stack forgets what it counted of a stream that has ended; what was measured last is kept here.</remarks>
internal sealed class StatsLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(MediaKind Kind, bool IsOutgoing), StreamStats> _before = [];
    private readonly Dictionary<(MediaKind Kind, bool IsOutgoing), StreamStats> _present = [];
    private IPeerConnection? _connection;

    /// <summary>Another connection counts from now on.</summary>
    public void Begin(IPeerConnection connection)
    {
        lock (_lock)
        {
            foreach (var (key, present) in _present)
            {
                _before[key] = _before.TryGetValue(key, out var before) ? Sum(present, before) : present;
            }

            _present.Clear();
            _connection = connection;
        }
    }

    /// <summary>Takes what a connection measured; of one that was replaced meanwhile nothing more counts.</summary>
    /// <returns>The same with all that came before it.</returns>
    public IReadOnlyList<StreamStats> Add(IPeerConnection connection, IReadOnlyList<StreamStats> streams)
    {
        lock (_lock)
        {
            List<StreamStats> all = [];
            foreach (var stream in streams)
            {
                var key = (stream.Kind, stream.IsOutgoing);
                if (connection == _connection && !(_present.TryGetValue(key, out var last) && last.Packets > stream.Packets))
                {
                    _present[key] = stream;
                }

                var known = _present.GetValueOrDefault(key, stream with { Packets = 0, Bytes = 0, PacketsLost = 0 });
                all.Add(_before.TryGetValue(key, out var before) ? Sum(known, before) : known);
            }

            return all;
        }
    }

    private static StreamStats Sum(StreamStats present, StreamStats before) => present with
    {
        Packets = present.Packets + before.Packets, Bytes = present.Bytes + before.Bytes, PacketsLost = present.PacketsLost + before.PacketsLost,
    };
}
