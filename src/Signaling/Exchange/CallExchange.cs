using System.Collections.Concurrent;
using System.Globalization;
using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

/// <summary>The arbiter at work: <see cref="Switchboard"/> with a store, inboxes, deadlines and leases. The server puts sockets around it, the mock nothing.</summary>
/// <remarks>Any thread. It decides nothing by itself and holds no lock while it calls a receiver.</remarks>
public sealed partial class CallExchange : IAsyncDisposable
{
    private readonly ICallStore _store;
    private readonly TimeProvider _time;
    private readonly CallExchangeOptions _options;
    private readonly SwitchboardRules _rules;
    private readonly DeadlineQueue _deadlines;
    private readonly ConcurrentDictionary<CallParty, DeviceInbox> _inboxes = new();
    private readonly ICallRecordStore _records;
    private readonly IOfflineInvitationObserver? _offline;
    private readonly Lock _attaching = new();
    private readonly long _start;
    private bool _disposed;

    /// <summary>Creates one.</summary>
    /// <param name="store">Keeps the calls.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="options">Settings; defaults if null.</param>
    /// <param name="records">Keeps the records of calls; a bounded store in memory if null.</param>
    /// <param name="offline">Is told of invitations of users who are not there; nobody if null (rule CALL-150).</param>
    public CallExchange(
        ICallStore store,
        TimeProvider time,
        CallExchangeOptions? options = null,
        ICallRecordStore? records = null,
        IOfflineInvitationObserver? offline = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        (_store, _time, _options, _offline) = (store, time, options ?? new(), offline);
        _records = records ?? new MemoryCallRecordStore(time, _options.Records);
        _rules = new(_options.Limits, _options.Grant) { SingleDevice = _options.SingleDevice, MayJoin = _options.MayJoin };
        _start = time.GetTimestamp();
        _deadlines = new(time, () => Now, callId => _ = RunAsync(new ServerCommand.Tick(callId)).AsTask());
    }

    /// <summary>Names this run: cursors of another one cannot be resumed.</summary>
    public string Epoch { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Devices that are signed in, connected or within their grace period.</summary>
    public int DeviceCount => _inboxes.Count;

    /// <summary>Calls that have not ended.</summary>
    public int LiveCallCount => _store.Current.Calls.Values.Count(c => c.Ending is null);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Attaches a device's connection; the same device's former connection is closed.</summary>
    /// <param name="device">Who, vouched for.</param>
    /// <param name="receiver">Gets signals, the first perhaps before this returns.</param>
    /// <param name="epoch">The epoch of the cursor, to resume.</param>
    /// <param name="cursor">The last sequence that the device has seen, to resume.</param>
    /// <param name="sole">Signs the user's other devices out, unless this one resumes (rule CALL-005).</param>
    /// <remarks>A device that was signed out by another one while its connection was lost cannot resume: its receiver is closed with
    /// <c>KickedOffline</c> at once. Without an epoch it signs in anew.</remarks>
    public async ValueTask<DeviceAttachment> AttachAsync(
        CallParty device, IDeviceReceiver receiver, string? epoch = null, long cursor = 0, bool sole = false)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ObjectDisposedException.ThrowIf(_disposed, this);
        DeviceInbox inbox;
        IDeviceReceiver? former;
        bool resumed;
        if (epoch == Epoch && IsKicked(device))
        {
            receiver.OnClosed(LineCloseCause.KickedOffline);
            return new(Epoch, cursor, false, []);
        }

        lock (_attaching)
        {
            _kicked.Remove(device);
            bool known = _inboxes.TryGetValue(device, out var found);
            inbox = found ?? new(device, _options.InboxCapacity, () => Now);
            inbox.Lease?.Dispose();
            inbox.Lease = null;
            former = inbox.Receiver;
            resumed = known && epoch == Epoch && inbox.TryResume(receiver, cursor);
            if (!resumed)
            {
                inbox.Claim();
            }

            if (!known)
            {
                _inboxes[device] = inbox;
            }
        }

        CloseFormer(former, receiver);
        if (resumed)
        {
            inbox.Deliver();
            await RunAsync(new ServerCommand.DeviceRestored(device)).ConfigureAwait(false);
            return new(Epoch, cursor, true, null);
        }

        IReadOnlyList<CallView> snapshot = [];
        long start = 0;
        await RunAsync(new ServerCommand.DeviceOnline(device, sole), decision =>
        {
            // Within the commit: what the decision told this device is in the snapshot, everything later comes as a signal.
            snapshot = ViewsOf(decision.Calls, device);
            Keep(inbox);
            former = inbox.Restart(receiver);
            start = inbox.Cursor;
        }).ConfigureAwait(false);

        // Of two that came at the same moment the one that was committed last stays.
        CloseFormer(former, receiver);
        return new(Epoch, start, false, snapshot);
    }

    /// <summary>The connection is lost; the device is kept for its grace period. A receiver that is not the current one changes nothing.</summary>
    /// <param name="device">Who.</param>
    /// <param name="receiver">Whose connection.</param>
    public void Detach(CallParty device, IDeviceReceiver receiver)
    {
        lock (_attaching)
        {
            if (_disposed || !_inboxes.TryGetValue(device, out var inbox) || !inbox.Detach(receiver))
            {
                return;
            }

            bool inCall = _store.Current.CallsOf(device.UserId).Any(c => c.Ending is null && c.AnsweredAt is not null && c.SeatOf(device) is not null);
            int connection = inbox.Connections;
            inbox.Lease = _time.CreateTimer(
                _ => Expire(inbox, connection), null, inCall ? _options.CallGrace : _options.IdleGrace, Timeout.InfiniteTimeSpan);
        }

        _ = RunAsync(new ServerCommand.DeviceInterrupted(device)).AsTask();
    }

    /// <summary>The device signs out, or its token ran out: nothing is kept.</summary>
    /// <param name="device">Who.</param>
    /// <param name="receiver">Whose connection.</param>
    public async ValueTask SignOutAsync(CallParty device, IDeviceReceiver receiver)
    {
        lock (_attaching)
        {
            if (!_inboxes.TryGetValue(device, out var inbox) || !inbox.Detach(receiver))
            {
                return;
            }

            _inboxes.TryRemove(device, out _);
        }

        await RunAsync(new ServerCommand.DeviceOffline(device, SignedOut: true)).ConfigureAwait(false);
    }

    /// <summary>The device has seen everything up to a sequence: it need not be kept any longer.</summary>
    /// <param name="device">Who.</param>
    /// <param name="cursor">The last sequence seen.</param>
    public void Acknowledge(CallParty device, long cursor)
    {
        if (_inboxes.TryGetValue(device, out var inbox))
        {
            inbox.Acknowledge(cursor);
        }
    }

    /// <summary>Carries a device's command out.</summary>
    /// <param name="device">Who, vouched for.</param>
    /// <param name="command">What it asks.</param>
    /// <param name="glare">Whether its call may meet one that crosses it (section 7); otherwise the two are calls like any other.</param>
    /// <param name="handover">Whether a call may move to another device of its user (rule CALL-087); otherwise that is refused.</param>
    public async ValueTask<CommandResult> SubmitAsync(CallParty device, CallCommand command, bool glare = true, bool handover = true)
    {
        ArgumentNullException.ThrowIfNull(command);
        var decision = await RunAsync(new ServerCommand.Submit(device, command) { Glare = glare, Handover = handover }).ConfigureAwait(false);
        return decision.Result!;
    }

    /// <summary>Every call of a device, the ended of the last 150 s among them.</summary>
    /// <param name="device">Who.</param>
    public IReadOnlyList<CallView> Snapshot(CallParty device) => ViewsOf(_store.Current, device);

    /// <summary>Reads one page of a user's call records, newest first (rule CALL-131).</summary>
    /// <param name="userId">Who asks, vouched for: nobody else's records are read.</param>
    /// <param name="query">Which.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: a page size or continuation that is none.</exception>
    public async ValueTask<CallRecordPage> ReadRecordsAsync(string userId, CallRecordQuery query, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(query);
        return query.PageSize is >= 1 and <= CallRecordQuery.MaxPageSize
            ? await _records.ReadAsync(userId, query, ct).ConfigureAwait(false)
            : throw new CallException(
                CallErrorCode.InvalidArgument,
                string.Create(CultureInfo.InvariantCulture, $"The page size is {query.PageSize}; it must be 1 to {CallRecordQuery.MaxPageSize}."));
    }

    /// <summary>Whether two devices are both in a call, so that one's peer messages may be relayed to the other (rule CALL-090).</summary>
    /// <param name="callId">The call.</param>
    /// <param name="from">One device.</param>
    /// <param name="to">The other.</param>
    public bool AreConnected(string callId, CallParty from, CallParty to) =>
        from != to
        && _store.Current.Calls.TryGetValue(callId, out var call)
        && call is { Ending: null, AnsweredAt: not null }
        && call.SeatOf(from) is not null
        && call.SeatOf(to) is not null;

    /// <summary>Closes every connection; nobody is told that calls ended, since another run may go on with them.</summary>
    public ValueTask DisposeAsync()
    {
        List<IDeviceReceiver> receivers = [];
        lock (_attaching)
        {
            if (_disposed)
            {
                return ValueTask.CompletedTask;
            }

            _disposed = true;
            foreach (var inbox in _inboxes.Values)
            {
                inbox.Lease?.Dispose();
                if (inbox.Receiver is { } receiver)
                {
                    receivers.Add(receiver);
                }
            }

            _inboxes.Clear();
        }

        _deadlines.Dispose();
        foreach (var receiver in receivers)
        {
            receiver.OnClosed(LineCloseCause.EndedByServer);
        }

        return ValueTask.CompletedTask;
    }

    private static void CloseFormer(IDeviceReceiver? former, IDeviceReceiver receiver)
    {
        if (former is not null && former != receiver)
        {
            former.OnClosed(LineCloseCause.KickedOffline);
        }
    }

    private void Expire(DeviceInbox inbox, int connection)
    {
        lock (_attaching)
        {
            // A lease that was renewed while its timer was firing says nothing about the present one.
            if (_disposed || inbox.Receiver is not null || inbox.Connections != connection || !_inboxes.TryRemove(new(inbox.Device, inbox)))
            {
                return;
            }
        }

        _ = RunAsync(new ServerCommand.DeviceOffline(inbox.Device)).AsTask();
    }

    private List<CallView> ViewsOf(CallSet calls, CallParty device)
    {
        var now = Now;
        return [.. calls.CallsOf(device.UserId).Select(call => CallViews.For(call, device, now, _rules)).OfType<CallView>()];
    }
}
