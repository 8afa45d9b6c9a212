using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>A mock device's line: scripted faults between Core and the wire, both ways.</summary>
internal sealed class MockCallLine : ICallLine
{
    private readonly MockWorld _world;
    private readonly ICallLineObserver _observer;
    private readonly Action<MockCallLine> _closed;
    private readonly MockWire _wire;
    private readonly MockMediaProvider _media;
    private readonly SerialPump _sending;
    private readonly SerialPump _telling;
    private readonly Lock _observing = new();
    private readonly ConcurrentDictionary<PendingCommand, bool> _pending = new();
    private bool _silent;
    private int _disposed;

    public MockCallLine(MockWorld world, CallParty self, MockOptions options, ProviderDescriptor descriptor, ICallLineObserver observer, ILogger logger, Action<MockCallLine> closed)
    {
        (_world, Self, _observer, _closed) = (world, self, observer, closed);
        (_sending, _telling) = (new SerialPump(world.Runtime), new SerialPump(world.Runtime));
        _media = new MockMediaProvider(world.Hub, self, descriptor.Capabilities, logger);
        _wire = new MockWire(world, self, options, descriptor, Deliver);
    }

    public CallParty Self { get; }

    public IMediaProvider Media => _media;

    /// <summary>Signs the device in.</summary>
    public async ValueTask ConnectAsync(string token)
    {
        _world.Add(this);
        await _wire.ConnectAsync(token).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (ct.IsCancellationRequested)
        {
            return new CommandResult.NotSent(new ProviderFault("mock.cancelled", "Given up before it was sent."));
        }

        var pending = new PendingCommand();
        _pending[pending] = true;
        await using var giveUp = ct.UnsafeRegister(
            static state => ((PendingCommand)state!).Complete(new CommandResult.Unknown(new ProviderFault("mock.cancelled", "Given up while under way."))),
            pending).ConfigureAwait(false);
        if (Volatile.Read(ref _disposed) != 0)
        {
            pending.Complete(new CommandResult.NotSent(new ProviderFault("mock.line.over", "The device has signed out.")));
        }
        else
        {
            _sending.Post(() => Send(command, pending));
        }

        var result = await pending.Task.ConfigureAwait(false);
        _pending.TryRemove(pending, out _);
        return result;
    }

    public async ValueTask RenewAsync(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        await _wire.AskAsync(() => new ValueTask<bool>(_wire.Renew(token))).WaitAsync(ct).ConfigureAwait(false);
    }

    public async ValueTask<CallRecordPage> ReadRecordsAsync(CallRecordQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await _wire.AskAsync(() => _world.Exchange.ReadRecordsAsync(Self.UserId, query, CancellationToken.None)).WaitAsync(ct).ConfigureAwait(false);
    }

    public void RequestSnapshot() => _wire.RequestSnapshot();

    public void Refresh() => _wire.Refresh();

    public void CloseByVendor(LineCloseCause cause, ProviderFault? fault) => _wire.CloseByVendor(cause, fault);

    /// <summary>The process dies.</summary>
    public void Kill()
    {
        Silence();
        _media.Kill();
        _ = _media.CloseAsync().AsTask();
        _wire.Kill();
        _world.Remove(this);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Silence();

        // Behind what was sent before, which it must not overtake.
        var signedOut = new TaskCompletionSource();
        _sending.Post(() => _wire.SignOut(signedOut.SetResult));
        await signedOut.Task.ConfigureAwait(false);
        await _media.CloseAsync().ConfigureAwait(false);
        foreach (var pending in _pending.Keys)
        {
            pending.Complete(new CommandResult.Unknown(new ProviderFault("mock.line.over", "The device has signed out.")));
        }

        _world.Remove(this);
        _closed(this);
    }

    private void Send(CallCommand command, PendingCommand pending)
    {
        var message = new MockMessage(MockStage.Command, Self) { Command = command, Answer = pending.Complete };
        _world.Faults.Messages.Pass(message, passed => _wire.Submit(new WireCommand(passed.Command!, result => Return(passed, result, pending))));
    }

    private void Return(MockMessage command, CommandResult result, PendingCommand pending)
    {
        // What the network did to a command is no message, so that faults on results find what the arbiter said and nothing else.
        if (result is CommandResult.NotSent or CommandResult.Unknown)
        {
            pending.Complete(result);
            return;
        }

        var message = new MockMessage(MockStage.Result, Self) { Command = command.Command, Result = result };
        _world.Faults.Messages.Pass(message, passed => pending.Complete(passed.Result!));
    }

    private void Deliver(LineSignal signal)
    {
        if (signal is CallSignal call)
        {
            _world.Faults.Messages.Pass(new MockMessage(MockStage.Signal, Self) { Signal = call }, passed => Tell(passed.Signal!));
        }
        else
        {
            Tell(signal);
        }
    }

    private void Tell(LineSignal signal) => _telling.Post(() =>
    {
        lock (_observing)
        {
            if (!_silent)
            {
                _observer.OnSignal(signal);
            }
        }
    });

    private void Silence()
    {
        lock (_observing)
        {
            _silent = true;
        }
    }
}
