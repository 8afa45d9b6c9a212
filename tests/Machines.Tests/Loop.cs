using Calling.Machines;
using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>Client machines joined through <see cref="Switchboard"/> in one thread, by a network whose order, copies and delays a test decides.</summary>
internal sealed partial class Loop
{
    private readonly List<Packet> _network = [];
    private readonly Dictionary<CallParty, Device> _devices = [];
    private readonly Dictionary<CallParty, int> _sessions = [];
    private readonly PriorityQueue<string, TimeSpan> _deadlines = new();
    private static readonly CallLimits Limits = new() { MaxParticipants = 9 };

    private readonly SwitchboardRules _rules;
    private readonly Random? _chaos;

    public Loop(int? seed = null, int maxParticipants = 9)
    {
        _rules = new(Limits with { MaxParticipants = maxParticipants }) { MayJoin = (_, user) => user.StartsWith("guest", StringComparison.Ordinal) };
        _chaos = seed is { } value ? new Random(value) : null;
    }

    public static ProviderDescriptor Provider { get; } = new(
        "Loop",
        CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite | CallCapabilities.Attachment | CallCapabilities.RejectReason
        | CallCapabilities.MultiDevice | CallCapabilities.RejectSync | CallCapabilities.CallData | CallCapabilities.Glare | CallCapabilities.MediaSwitch
        | CallCapabilities.Group | CallCapabilities.InviteeOutcomes | CallCapabilities.InviteDuringCall | CallCapabilities.EndForEveryone
        | CallCapabilities.JoinById | CallCapabilities.Handover | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant,
        Limits,
        LineDuties.All);

    public TimeSpan Now { get; private set; }

    public CallSet Calls { get; private set; } = CallSet.Empty;

    public int NextCall { get; set; } = 1;

    public bool MediaWorks { get; set; } = true;

    /// <summary>As with a vendor that rings on by itself: the arbiter gives up after the longest timeout, and devices that measure do so earlier.</summary>
    public bool RingsOn { get; init; }

    public int InFlight => _network.Count;

    public IReadOnlyList<Packet> Network => _network;

    public Device Add(string user, string device = "phone", CallingOptions? options = null, ProviderDescriptor? provider = null)
    {
        var added = new Device(this, new(user, device), options ?? new(), provider ?? Provider);
        _devices.Add(added.Party, added);
        added.Login();
        return added;
    }

    public void Connect(Device device)
    {
        int session = _sessions[device.Party] = _sessions.GetValueOrDefault(device.Party) + 1;
        device.Input(new ClientInput.LineOpened(device.Party, $"n{device.Party.UserId}{device.Party.DeviceId}{session}"));
        _cut.Remove(device.Party);
        Commit(new ServerCommand.DeviceOnline(device.Party));
        if (session > 1)
        {
            SendSnapshot(device);
        }
    }

    public void Disconnect(Device device)
    {
        _network.RemoveAll(p => p.Device == device.Party);
        _sessions[device.Party]++;
        if (!_cut.ContainsKey(device.Party))
        {
            Commit(new ServerCommand.DeviceOffline(device.Party));
        }
    }

    public void Send(Device device, CallCommand command) => Post(new(device.Party, _sessions[device.Party], Command: RingsOn ? Stretch(command) : command));

    public void SendSnapshot(Device device) => Post(new(
        device.Party,
        _sessions[device.Party],
        Signal: new LineSignal.Snapshot([.. Calls.CallsOf(device.Party.UserId)
            .Select(c => CallViews.For(c, device.Party, Now, _rules)).OfType<CallView>()])));

    public void MeetMedia(string callId)
    {
        if (!MediaWorks)
        {
            return;
        }

        foreach (var a in _devices.Values)
        {
            foreach (var b in _devices.Values)
            {
                if (a != b && a.Expects(callId, b.Party) && b.Expects(callId, a.Party))
                {
                    a.MeetPeer(callId, b.Party);
                    b.MeetPeer(callId, a.Party);
                }
            }
        }
    }

    /// <summary>Delivers everything that is under way and all that follows from it; no time passes.</summary>
    public void Drain()
    {
        while (_network.Count > 0)
        {
            Step();
        }
    }

    /// <summary>Delivers one packet: the oldest, or in chaos any, perhaps twice.</summary>
    public void Step()
    {
        int index = _chaos?.Next(_network.Count) ?? 0;
        var packet = _network[index];
        if (_chaos is null || _chaos.Next(8) != 0)
        {
            _network.RemoveAt(index);
        }

        Deliver(packet);
    }

    /// <summary>Delivers the first packet that a test picks; false if there is none.</summary>
    public bool DeliverFirst(Func<Packet, bool> which)
    {
        int index = _network.FindIndex(p => which(p));
        if (index < 0)
        {
            return false;
        }

        var packet = _network[index];
        _network.RemoveAt(index);
        Deliver(packet);
        return true;
    }

    public void Lose(Func<Packet, bool> which) => _network.RemoveAll(p => which(p));

    public void Advance(TimeSpan by)
    {
        var end = Now + by;
        Drain();
        while (Next() is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            while (_deadlines.TryPeek(out string? callId, out var at) && at <= Now)
            {
                _deadlines.Dequeue();
                Commit(new ServerCommand.Tick(callId));
            }

            foreach (var device in _devices.Values)
            {
                device.FireTimers();
            }

            Expire();
            Drain();
        }

        Now = end;
    }

    public void Commit(ServerCommand command, Packet? asked = null)
    {
        var decision = Switchboard.Apply(Calls, command, Now, _rules);
        Calls = decision.Calls;
        foreach (var due in decision.Due)
        {
            _deadlines.Enqueue(due.CallId, due.At);
        }

        foreach (var delivery in decision.Deliveries)
        {
            if (_sessions.TryGetValue(delivery.To, out int session))
            {
                Post(new(delivery.To, session, Signal: delivery.Signal));
            }
        }

        if (asked is not null)
        {
            Post(asked with { Result = decision.Result });
        }
    }

    private static CallCommand Stretch(CallCommand command) => command switch
    {
        CallCommand.PlaceCall place => place with { RingTimeout = Limits.MaxRingTimeout },
        CallCommand.InviteUsers invite => invite with { RingTimeout = Limits.MaxRingTimeout },
        _ => command,
    };

    private TimeSpan? Next()
    {
        TimeSpan? next = _deadlines.TryPeek(out _, out var at) ? at : null;
        foreach (var lease in _cut.Values)
        {
            next = next is null || lease < next ? lease : next;
        }

        foreach (var device in _devices.Values)
        {
            if (device.NextTimer is { } timer && (next is null || timer < next))
            {
                next = timer;
            }
        }

        return next;
    }

    private void Post(Packet packet)
    {
        if (_sessions.GetValueOrDefault(packet.Device) == packet.Session && !_cut.ContainsKey(packet.Device))
        {
            _network.Add(packet);
        }
    }

    private void Deliver(Packet packet)
    {
        if (packet.Session != _sessions[packet.Device])
        {
            return;
        }

        var device = _devices[packet.Device];
        if (device.IsSuspended && (packet.Signal is not null || packet.Result is not null))
        {
            _waiting[device.Party].Add(packet);
        }
        else if (packet.Signal is { } signal)
        {
            device.Input(new ClientInput.Signal(signal));
        }
        else if (packet.Result is { } result)
        {
            device.Input(new ClientInput.Call(packet.Command!.CallId, new CallInput.Result(packet.Command.CommandId, result)));
        }
        else
        {
            Commit(new ServerCommand.Submit(packet.Device, packet.Command!), packet);
        }
    }
}
