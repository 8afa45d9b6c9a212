using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Calling.Signaling;
using Calling.Signaling.Switchboards;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Calling.Server.Push;

/// <summary>Pushes beside the arbiter, never in its way: repeats what failed until the invitation is decided or its time has passed.</summary>
internal sealed partial class PushDispatcher(
    IOfflinePush push, IOptions<CallingServerOptions> options, TimeProvider time, CallingServerMetrics metrics, ILogger<PushDispatcher> logger)
    : IOfflineInvitationObserver, IAsyncDisposable
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(10);

    private readonly PushOptions _options = options.Value.Push;
    private readonly SemaphoreSlim _slots = new(options.Value.Push.MaxConcurrent);
    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _runs = new();
    private int _count;

    public void OnOffline(OfflineInvitation invitation)
    {
        if (Interlocked.Increment(ref _count) > _options.MaxPending)
        {
            Interlocked.Decrement(ref _count);
            metrics.Pushed("dropped");
            LogDropped(invitation.Id, _options.MaxPending);
            return;
        }

        var pending = new Pending(new CancellationTokenSource(invitation.RingRemaining, time));
        _pending[invitation.Id] = pending;
        _ = KeepAsync(RunAsync(invitation, time.GetTimestamp(), pending));
    }

    public void OnWithdrawn(string invitationId)
    {
        if (_pending.TryRemove(invitationId, out var pending))
        {
            _ = pending.WithdrawAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string id in _pending.Keys)
        {
            OnWithdrawn(id);
        }

        await Task.WhenAll(_runs.Keys);
    }

    private async Task KeepAsync(Task run)
    {
        _runs[run] = 0;
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _runs.TryRemove(run, out _);
    }

    private async Task RunAsync(OfflineInvitation invitation, long start, Pending pending)
    {
        // Out of the arbiter's commit.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var over = pending.Over;
        string outcome;
        try
        {
            outcome = await RepeatAsync(invitation, start, over);
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            // However the hook took it: what it throws now matters to nobody.
            outcome = time.GetElapsedTime(start) >= invitation.RingRemaining ? "expired" : "withdrawn";
            LogGivenUp(invitation.Id, outcome);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            if (_pending.TryRemove(invitation.Id, out _))
            {
                pending.Dispose();
            }
        }

        metrics.Pushed(outcome);
    }

    private async Task<string> RepeatAsync(OfflineInvitation invitation, long start, CancellationToken over)
    {
        for (int attempt = 0; ; attempt++)
        {
            await _slots.WaitAsync(over);
            PushOutcome outcome;
            try
            {
                outcome = await TryAsync(invitation with { RingRemaining = invitation.RingRemaining - time.GetElapsedTime(start) }, over);
            }
            finally
            {
                _slots.Release();
            }

            if (outcome != PushOutcome.Failed)
            {
                return outcome == PushOutcome.Delivered ? "delivered" : "refused";
            }

            var wait = Task.Delay(Delay(attempt), time, over);
            metrics.Pushed("failed");
            await wait;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in the app's hook is a failed push.")]
    private async Task<PushOutcome> TryAsync(OfflineInvitation invitation, CancellationToken over)
    {
        using var late = new CancellationTokenSource(_options.Timeout, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(over, late.Token);
        try
        {
            // A hook that does not heed its token is left behind.
            var outcome = await push.PushAsync(invitation, attempt.Token).AsTask().WaitAsync(attempt.Token);
            if (outcome != PushOutcome.Delivered)
            {
                LogNotTaken(invitation.Id, outcome);
            }

            return outcome;
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            LogFailed(invitation.Id, late.IsCancellationRequested ? $"no answer within {_options.Timeout}" : failure.Message);
            return PushOutcome.Failed;
        }
    }

    /// <summary>Doubling, bounded and jittered, so that a webhook that was down is not met by all at once.</summary>
    private TimeSpan Delay(int attempt)
    {
        double bound = Math.Min(MaxRetryDelay.TotalMilliseconds, _options.RetryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 30)));
        return TimeSpan.FromMilliseconds(bound * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    [LoggerMessage(1, LogLevel.Warning, "Push {Id} failed: {Reason}.")]
    private partial void LogFailed(string id, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Push {Id} was not taken: {Outcome}.")]
    private partial void LogNotTaken(string id, PushOutcome outcome);

    [LoggerMessage(3, LogLevel.Information, "Push {Id} was given up: {Outcome}.")]
    private partial void LogGivenUp(string id, string outcome);

    [LoggerMessage(4, LogLevel.Error, "Push {Id} was dropped: {MaxPending} are pending.")]
    private partial void LogDropped(string id, int maxPending);

    /// <summary>One invitation's push, until it is done.</summary>
    private sealed class Pending(CancellationTokenSource source) : IDisposable
    {
        /// <summary>The invitation is decided, or its time has passed.</summary>
        public CancellationToken Over { get; } = source.Token;

        public async Task WithdrawAsync()
        {
            await source.CancelAsync();
            source.Dispose();
        }

        public void Dispose() => source.Dispose();
    }
}
