using Calling.Providers;

namespace Calling.Signaling;

/// <summary>One device's signals in order: those not yet seen, and those kept in case its connection breaks.</summary>
/// <remarks>Signals are appended inside a decision's commit and delivered after it, by one thread at a time, without a lock held.</remarks>
internal sealed class DeviceInbox(CallParty device, int capacity, Func<TimeSpan> now)
{
    private readonly Lock _lock = new();
    private (CallSignal Signal, TimeSpan At)[] _ring = new (CallSignal, TimeSpan)[Math.Min(16, capacity)];
    private long _first = 1;
    private long _last;
    private long _delivered;
    private bool _delivering;

    public CallParty Device => device;

    /// <summary>The connection, or null while the device is only remembered.</summary>
    public IDeviceReceiver? Receiver { get; private set; }

    /// <summary>How often the device has connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Ends a device whose connection does not come back in time; the exchange sets it.</summary>
    public ITimer? Lease { get; set; }

    /// <summary>The last signal's sequence.</summary>
    public long Cursor
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Keeps a signal; the oldest gives way, and a device that has not seen it will start from a snapshot.</summary>
    public void Append(CallSignal signal)
    {
        lock (_lock)
        {
            if (_last - _first + 1 == _ring.Length)
            {
                MakeRoom();
            }

            _last++;
            _ring[_last % _ring.Length] = (signal, now());
        }
    }

    /// <summary>Connects anew after <paramref name="cursor"/>; false if that is not kept any more.</summary>
    public bool TryResume(IDeviceReceiver receiver, long cursor)
    {
        lock (_lock)
        {
            if (cursor > _last || cursor < _first - 1)
            {
                return false;
            }

            (Receiver, _delivered, Connections) = (receiver, cursor, Connections + 1);
            return true;
        }
    }

    /// <summary>Takes the inbox for a connection that is about to be made afresh: the former one hears nothing more, and its lease is void.</summary>
    public void Claim()
    {
        lock (_lock)
        {
            (Receiver, Connections) = (null, Connections + 1);
        }
    }

    /// <summary>Connects afresh: what came before is in the snapshot.</summary>
    /// <returns>The connection that had come in between, if any.</returns>
    public IDeviceReceiver? Restart(IDeviceReceiver receiver)
    {
        lock (_lock)
        {
            var former = Receiver;
            (Receiver, _delivered, _first, Connections) = (receiver, _last, _last + 1, Connections + 1);
            return former;
        }
    }

    /// <summary>Lets go of a connection; false if it was not the present one.</summary>
    public bool Detach(IDeviceReceiver receiver)
    {
        lock (_lock)
        {
            if (Receiver != receiver)
            {
                return false;
            }

            Receiver = null;
            return true;
        }
    }

    /// <summary>Forgets what the device has seen.</summary>
    public void Acknowledge(long cursor)
    {
        lock (_lock)
        {
            _first = Math.Max(_first, Math.Min(cursor, _delivered) + 1);
        }
    }

    /// <summary>Hands over what is due. Whoever comes while another delivers leaves it to that one.</summary>
    public void Deliver()
    {
        while (TryTake(out var receiver, out long sequence, out var signal))
        {
            try
            {
                receiver.OnSignal(sequence, signal);
            }
            finally
            {
                lock (_lock)
                {
                    _delivering = false;
                }
            }
        }
    }

    private bool TryTake(out IDeviceReceiver receiver, out long sequence, out CallSignal signal)
    {
        lock (_lock)
        {
            if (_delivering || Receiver is null || _delivered >= _last)
            {
                (receiver, sequence, signal) = (null!, 0, null!);
                return false;
            }

            _delivering = true;
            _delivered = Math.Max(_delivered + 1, _first);
            (receiver, sequence, signal) = (Receiver, _delivered, Aged(_ring[_delivered % _ring.Length]));
            return true;
        }
    }

    private void MakeRoom()
    {
        if (_ring.Length == capacity)
        {
            _first++;
            return;
        }

        var larger = new (CallSignal, TimeSpan)[Math.Min(capacity, _ring.Length * 2)];
        for (long sequence = _first; sequence <= _last; sequence++)
        {
            larger[sequence % larger.Length] = _ring[sequence % _ring.Length];
        }

        _ring = larger;
    }

    /// <summary>A signal as it is true now: what waited for its device may ring that much less, and not at all if it is over (rule CALL-014).</summary>
    private CallSignal Aged((CallSignal Signal, TimeSpan At) kept) => kept.Signal is CallSignal.Invited invited
        ? invited with { RingRemaining = HasEnded(invited.CallId) ? TimeSpan.Zero : invited.RingRemaining - (now() - kept.At) }
        : kept.Signal;

    private bool HasEnded(string callId)
    {
        for (long sequence = _delivered + 1; sequence <= _last; sequence++)
        {
            if (_ring[sequence % _ring.Length].Signal is CallSignal.Ended ended && ended.CallId == callId)
            {
                return true;
            }
        }

        return false;
    }
}
