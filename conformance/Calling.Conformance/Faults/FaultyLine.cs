using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Takes a client's commands through the faults.</summary>
internal sealed class FaultyLine(
    ICallLine inner, FaultyObserver signals, LineFaults faults, CallParty device, TimeProvider time, MediaWatch media) : ICallLine
{
    private readonly CancellationTokenSource _disposed = new();

    public CallParty Self => inner.Self;

    public IMediaProvider Media { get; } = media.Watch(inner.Media);

    public async ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        var message = new LineMessage(device, command);
        if (!faults.Concern(message))
        {
            return await inner.SendAsync(command, ct).ConfigureAwait(false);
        }

        var passage = new Passage(inner, command, ct);
        using var givenUp = ct.UnsafeRegister(_ => passage.GiveUp(), null);
        using var disposed = _disposed.Token.UnsafeRegister(_ => passage.GiveUp(), null);
        faults.Pass(message, time, passage.Arrive);
        return await passage.Result.ConfigureAwait(false);
    }

    public ValueTask RenewAsync(string token, CancellationToken ct) => inner.RenewAsync(token, ct);

    public ValueTask<CallRecordPage> ReadRecordsAsync(CallRecordQuery query, CancellationToken ct) => inner.ReadRecordsAsync(query, ct);

    public void RequestSnapshot() => inner.RequestSnapshot();

    public async ValueTask DisposeAsync()
    {
        signals.Silence();
        await _disposed.CancelAsync().ConfigureAwait(false);
        await inner.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One command on its way, which may arrive later, twice, or not in time.</summary>
    private sealed class Passage(ICallLine line, CallCommand command, CancellationToken ct)
    {
        private static readonly ProviderFault Held = new("conformance.held", "The command was held back for good.");
        private readonly TaskCompletionSource<CommandResult> _result = new();
        private readonly Lock _gate = new();
        private Task? _sending;
        private bool _givenUp;

        public Task<CommandResult> Result => _result.Task;

        /// <summary>One at a time: a second one is sent once the first is answered, and its own answer is nobody's.</summary>
        public void Arrive()
        {
            lock (_gate)
            {
                if (!_givenUp)
                {
                    _sending = SendAsync(_sending);
                }
            }
        }

        public void GiveUp()
        {
            lock (_gate)
            {
                _givenUp = true;
                if (_sending is null)
                {
                    _result.TrySetResult(new CommandResult.NotSent(Held));
                }
            }
        }

        private async Task SendAsync(Task? former)
        {
            if (former is not null)
            {
                await former.ConfigureAwait(false);
            }

            _result.TrySetResult(await line.SendAsync(command, ct).ConfigureAwait(false));
        }
    }
}
