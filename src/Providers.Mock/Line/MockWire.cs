using Calling.Signaling;

namespace Calling.Providers.Mock;

/// <summary>Everything below a line: the connection to the arbiter, how it breaks and how it comes back. All state belongs to its pump.</summary>
internal sealed class MockWire
{
    private readonly MockWorld _world;
    private readonly CallParty _self;
    private readonly MockOptions _options;
    private readonly Action<LineSignal> _deliver;
    private readonly SerialPump _pump;
    private readonly DelayLine _up;
    private readonly DelayLine _down;
    private readonly HashSet<WireCommand> _underway = [];
    private readonly HashSet<Action<CallException>> _asking = [];
    private readonly Queue<Action> _stalled = new();
    private readonly ITimer _lossTimer;
    private readonly ITimer _giveUpTimer;
    private readonly TokenWatch _token;
    private readonly VendorWords _vendor;
    private readonly bool _isSole;
    private readonly bool _canReconnect;
    private readonly bool _timesRinging;
    private WireConnection? _connection;
    private NetworkState _network;
    private string? _epoch;
    private long _cursor;
    private bool _isUp;
    private string? _over;

    public MockWire(MockWorld world, CallParty self, MockOptions options, ProviderDescriptor descriptor, Action<LineSignal> deliver)
    {
        (_world, _self, _options) = (world, self, options);
        _vendor = new VendorWords(descriptor.Capabilities);
        _isSole = descriptor.Capabilities.HasFlag(CallCapabilities.SingleDevice);
        _canReconnect = descriptor.Capabilities.HasFlag(CallCapabilities.Reconnect);
        _timesRinging = descriptor.Duties.HasFlag(LineDuties.RingTimeout);
        _deliver = signal => deliver(_vendor.RingLifetime ? world.RingDuty.Tell(signal) : signal);
        var time = world.Runtime.Time;
        var latency = options.Latency ?? world.DefaultLatency;
        _pump = new SerialPump(world.Runtime);
        (_up, _down) = (new DelayLine(_pump, time, latency), new DelayLine(_pump, time, latency));
        _lossTimer = Timer(time, NoticeLoss);
        _giveUpTimer = Timer(time, GiveUp);
        _token = new TokenWatch(
            time,
            left => _pump.Post(() => TellExpiring(left)),
            () => CloseByVendor(LineCloseCause.AuthExpired, new ProviderFault("mock.token", "The token ran out.")));
    }

    /// <summary>Signs the device in. Not on the pump: nobody else knows this wire yet.</summary>
    public async ValueTask ConnectAsync(string token)
    {
        var connection = new WireConnection(this);
        _connection = connection;
        var attachment = await _world.Exchange.AttachAsync(_self, connection, sole: _isSole).ConfigureAwait(false);
        _token.Begin(_world.Faults.SignIns.LifeOf(token));
        _pump.Post(() => Attached(connection, attachment, isFirst: true));
    }

    public void Submit(WireCommand command) => _pump.Post(() =>
    {
        if (_over is not null || !_isUp)
        {
            command.Reply(new CommandResult.NotSent(new ProviderFault("mock.line.down", _over ?? "The line is down.")));
            return;
        }

        _underway.Add(command);
        Carry(_up, () => Transmit(command));
    });

    public void RequestSnapshot() => _pump.Post(() =>
    {
        if (_over is null && _isUp)
        {
            Carry(_up, () =>
            {
                var snapshot = new LineSignal.Snapshot(_world.Exchange.Snapshot(_self));
                Carry(_down, () => _deliver(snapshot));
            });
        }
    });

    /// <summary>Asks the vendor something that is no matter of a call.</summary>
    /// <exception cref="CallException">Unreachable: the line is down, or the network loses the question or its answer.</exception>
    public Task<T> AskAsync<T>(Func<ValueTask<T>> answer)
    {
        var asked = new TaskCompletionSource<T>();
        Action<CallException> fail = error => asked.TrySetException(error);
        _pump.Post(() =>
        {
            if (_over is not null || !_isUp)
            {
                fail(Unreachable(_over ?? "The line is down."));
                return;
            }

            _asking.Add(fail);
            Carry(_up, () => Travel(() => _ = AnswerAsync(answer, asked, fail)));
        });
        return asked.Task;
    }

    /// <summary>Takes a new token, as the vendor; the old one holds if it is refused.</summary>
    public bool Renew(string token)
    {
        var refusal = _world.Faults.SignIns.Refusal(_self.UserId, token);
        _world.Add(new MockRenewal(_self, token, refusal is null));
        if (refusal is not null)
        {
            throw refusal;
        }

        _token.Begin(_world.Faults.SignIns.LifeOf(token));
        return true;
    }

    public void Arrive(WireConnection connection, long sequence, CallSignal signal)
        => _down.Post(() => Receive(connection, sequence, signal));

    public void ClosedByArbiter(WireConnection connection, LineCloseCause cause) => _down.Post(() => Carry(null, () => Travel(() =>
    {
        if (connection == _connection)
        {
            Close(cause, null);
        }
    })));

    public void CloseByVendor(LineCloseCause cause, ProviderFault? fault) => _pump.Post(() =>
    {
        if (_over is null)
        {
            SignOutOfExchange();
            Close(cause, fault);
        }
    });

    /// <summary>The network may have changed.</summary>
    public void Refresh() => _pump.Post(() =>
    {
        var before = _network;
        _network = _world.Faults.Network.StateOf(_self);
        if (_over is not null || before == _network)
        {
            return;
        }

        if (_network == NetworkState.Dropped)
        {
            _lossTimer.Change(_options.LossDetection, Timeout.InfiniteTimeSpan);
        }
        else if (_network == NetworkState.Cut || before == NetworkState.Dropped)
        {
            // What was lost silently shows as soon as anything gets through again: the arbiter resets such a connection.
            GoDown("mock.network", "The network was cut.");
        }

        if (_network == NetworkState.Up)
        {
            while (_stalled.TryDequeue(out var next))
            {
                next();
            }

            Reconnect();
        }
    });

    /// <summary>The process dies: silence, and the arbiter sees a connection break.</summary>
    public void Kill() => _pump.Post(() => Detach("The process was killed."));

    /// <summary>The device signs out; done once the arbiter knows, if it can be told.</summary>
    public void SignOut(Action done) => _pump.Post(() => _up.Post(() =>
    {
        if (_over is null && _isUp && _network == NetworkState.Up)
        {
            SignOutOfExchange();
        }

        Detach("The device has signed out.");
        done();
    }));

    private void Transmit(WireCommand command)
    {
        // Otherwise lost on the way, or given up on meanwhile.
        if (_underway.Contains(command) && _network is not (NetworkState.Dropped or NetworkState.Cut))
        {
            _ = SubmitAsync(command);
        }
    }

    private async Task SubmitAsync(WireCommand command)
    {
        CommandResult result;
        try
        {
            result = _vendor.Answer(command.Command) ?? _world.RingDuty.Tell(
                await _world.Exchange.SubmitAsync(_self, AsTheVendorTakesIt(command.Command), _vendor.Glare, _vendor.Handover).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            result = new CommandResult.Unknown(new ProviderFault("mock.exchange", error.Message));
        }

        _down.Post(() => Carry(null, () => Answer(command, result)));
    }

    private async Task AnswerAsync<T>(Func<ValueTask<T>> answer, TaskCompletionSource<T> asked, Action<CallException> fail)
    {
        T value = default!;
        CallException? refusal = null;
        try
        {
            value = await answer().ConfigureAwait(false);
        }
        catch (CallException error)
        {
            refusal = error;
        }

        _down.Post(() => Carry(null, () => Travel(() =>
        {
            _asking.Remove(fail);
            _ = refusal is null ? asked.TrySetResult(value) : asked.TrySetException(refusal);
        })));
    }

    private CallCommand AsTheVendorTakesIt(CallCommand command)
        => _timesRinging ? _vendor.Carry(command) : _world.RingDuty.Stretch(_vendor.Carry(command));

    private void TellExpiring(TimeSpan left)
    {
        if (_over is null)
        {
            _deliver(new LineSignal.TokenExpiring(left));
        }
    }

    private void Travel(Action arrive)
    {
        if (_over is null && _network is not (NetworkState.Dropped or NetworkState.Cut))
        {
            arrive();
        }
    }

    private void Answer(WireCommand command, CommandResult result)
    {
        if (_network is not (NetworkState.Dropped or NetworkState.Cut) && _underway.Remove(command))
        {
            command.Reply(result);
        }
    }

    private void Receive(WireConnection connection, long sequence, CallSignal signal)
    {
        if (connection != _connection || _over is not null)
        {
            return;
        }

        if (!connection.IsReady)
        {
            connection.Early.Enqueue((sequence, signal));
            return;
        }

        Carry(null, () =>
        {
            // Lost below: the arbiter keeps it, and the cursor says from where to go on.
            if (connection == _connection && _network is not (NetworkState.Dropped or NetworkState.Cut))
            {
                _cursor = sequence;
                _world.Exchange.Acknowledge(_self, sequence);
                _deliver(signal);
            }
        });
    }

    // A stalled network keeps things in order; otherwise they travel, or have already travelled (no line).
    private void Carry(DelayLine? line, Action arrive)
    {
        if (_network == NetworkState.Stalled || _stalled.Count > 0)
        {
            _stalled.Enqueue(arrive);
        }
        else if (line is null)
        {
            arrive();
        }
        else
        {
            line.Post(() => Carry(null, arrive));
        }
    }

    private void Attached(WireConnection connection, DeviceAttachment attachment, bool isFirst)
    {
        if (_over is not null || connection != _connection || connection.IsOver)
        {
            _world.Exchange.Detach(_self, connection);
            return;
        }

        (_isUp, _epoch, _cursor) = (true, attachment.Epoch, attachment.Cursor);
        _giveUpTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!isFirst)
        {
            _deliver(new LineSignal.Restored(attachment.Resumed));
        }

        // What rings already when a device signs in comes in the snapshot, not as a signal (rule CALL-013).
        if (attachment.Snapshot is { } calls && (!isFirst || calls.Count > 0))
        {
            _deliver(new LineSignal.Snapshot(calls));
        }

        connection.IsReady = true;
        while (connection.Early.TryDequeue(out var early))
        {
            Receive(connection, early.Sequence, early.Signal);
        }

        // The network may have changed before anybody listened.
        Refresh();
    }

    private void GoDown(string code, string message)
    {
        if (_over is not null || _connection is not { } connection)
        {
            return;
        }

        _connection = null;
        _world.Exchange.Detach(_self, connection);
        _stalled.Clear();
        FailUnderway(new ProviderFault(code, message));
        if (!_canReconnect)
        {
            Close(LineCloseCause.ConnectionLost, new ProviderFault(code, message));
        }
        else if (_isUp)
        {
            _isUp = false;
            _deliver(new LineSignal.Interrupted());
            _giveUpTimer.Change(_options.LineGrace, Timeout.InfiniteTimeSpan);
        }
    }

    private void Reconnect()
    {
        if (_over is not null || _connection is not null)
        {
            return;
        }

        _connection = new WireConnection(this);
        _ = ReconnectAsync(_connection);
    }

    private async Task ReconnectAsync(WireConnection connection)
    {
        try
        {
            var attachment = await _world.Exchange.AttachAsync(_self, connection, _epoch, _cursor, _isSole).ConfigureAwait(false);
            _pump.Post(() => Attached(connection, attachment, isFirst: false));
        }
        catch (ObjectDisposedException)
        {
            _pump.Post(() => Close(LineCloseCause.EndedByServer, new ProviderFault("mock.world", "The world was disposed.")));
        }
    }

    private void NoticeLoss()
    {
        if (_network == NetworkState.Dropped)
        {
            GoDown("mock.loss", "The connection was silent for too long.");
        }
    }

    private void GiveUp()
    {
        if (!_isUp)
        {
            Close(LineCloseCause.ConnectionLost, new ProviderFault("mock.line.lost", "The line did not come back in time."));
        }
    }

    private void Close(LineCloseCause cause, ProviderFault? fault)
    {
        if (_over is null)
        {
            Detach($"The line was closed: {cause}.");
            _deliver(new LineSignal.Closed(cause, fault));
        }
    }

    private void SignOutOfExchange()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            _ = _world.Exchange.SignOutAsync(_self, connection).AsTask();
        }
    }

    private void Detach(string why)
    {
        if (_over is not null)
        {
            return;
        }

        (_over, _isUp) = (why, false);
        _lossTimer.Dispose();
        _giveUpTimer.Dispose();
        _token.Stop();
        _stalled.Clear();
        if (_connection is { } connection)
        {
            _connection = null;
            _world.Exchange.Detach(_self, connection);
        }

        FailUnderway(new ProviderFault("mock.line.over", why));
    }

    private void FailUnderway(ProviderFault fault)
    {
        WireCommand[] failed = [.. _underway];
        _underway.Clear();
        foreach (var command in failed)
        {
            command.Reply(new CommandResult.Unknown(fault));
        }

        Action<CallException>[] unanswered = [.. _asking];
        _asking.Clear();
        foreach (var fail in unanswered)
        {
            fail(Unreachable(fault.Message!));
        }
    }

    private static CallException Unreachable(string why) => new(CallErrorCode.Unreachable, why) { ProviderCode = "mock.line.down" };

    private ITimer Timer(TimeProvider time, Action due) => time.CreateTimer(
        _ => _pump.Post(() =>
        {
            if (_over is null)
            {
                due();
            }
        }),
        null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
