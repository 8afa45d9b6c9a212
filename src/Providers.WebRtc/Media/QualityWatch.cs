using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>Measures all connections of a call every two seconds and tells of changes (rule CALL-126).</summary>
internal sealed class QualityWatch(TimeProvider time, Func<IReadOnlyList<RemotePeer>> peers, Action<MediaSignal> say, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private int _measuring;

    /// <summary>Begins; once more is harmless.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (!_closing.IsCancellationRequested)
            {
                _timer ??= time.CreateTimer(static watch => _ = ((QualityWatch)watch!).MeasureAsync(), this, Interval, Interval);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        ITimer? timer;
        lock (_lock)
        {
            timer = _timer;
        }

        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync()
    {
        if (Interlocked.Exchange(ref _measuring, 1) == 1)
        {
            return;
        }

        try
        {
            foreach (var peer in peers())
            {
                await MeasureAsync(peer).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _measuring, 0);
        }
    }

    private async Task MeasureAsync(RemotePeer peer)
    {
        if (!peer.IsUp)
        {
            return;
        }

        try
        {
            var (stats, _, connection) = await peer.MeasureAsync(_closing.Token).ConfigureAwait(false);
            if (peer.Quality.Judge(connection, stats) is { } quality && peer.IsUp)
            {
                say(new MediaSignal.QualityChanged(peer.Member.Party, quality));
            }
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // The call is over.
        }
        catch (PeerConnectionException)
        {
            // This connection is; there may be another one the next time.
        }
        catch (Exception e)
        {
            WebRtcLog.NotMeasured(logger, e, peer.Member.Party);
        }
    }
}
