using System.Diagnostics.CodeAnalysis;

namespace AcmeVendor;

/// <summary>Decides Acme's calls, one message after the other: what came first stands.</summary>
internal sealed class AcmeSwitch
{
    private const int MaxName = 64;
    private const int MaxNote = 8_192;
    private static readonly AcmeMessage Ok = new("ok");
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (AcmePhone Phone, AcmeWire Wire)> _users = [];
    private readonly Dictionary<string, AcmeCall> _calls = [];
    private readonly AcmeRooms _rooms = new();

    /// <summary>A phone signs in. A user has one: a former one is told that it is out.</summary>
    public void Enter(AcmeWire wire, AcmePhone phone, long number)
    {
        lock (_lock)
        {
            if (_users.TryGetValue(phone.User, out var former))
            {
                former.Wire.TrySend(new AcmeMessage("kicked"));
                Leave(former.Wire, said: true);
            }

            _users[phone.User] = (phone, wire);
            wire.SendOrBreak(Ok with { Ref = number, Me = phone });
            foreach (var call in _calls.Values.Where(c => c.IsRinging && c.Callee.User == phone.User && c.Left > TimeSpan.Zero))
            {
                wire.SendOrBreak(call.Sheet("ring", phone));
            }
        }
    }

    /// <summary>A phone is gone: its user's calls end, except those that only ring there.</summary>
    public void Leave(AcmeWire wire, bool said)
    {
        lock (_lock)
        {
            _rooms.Leave(wire);
            if (PhoneOf(wire) is not { } phone)
            {
                return;
            }

            _users.Remove(phone.User);
            foreach (var call in _calls.Values.Where(c => c.Why is null && c.Concerns(phone)))
            {
                if (!call.IsRinging)
                {
                    End(call, said ? "hungup" : "vanished", said ? phone : null);
                }
                else if (call.IsCaller(phone))
                {
                    End(call, "retracted", phone);
                }
            }
        }
    }

    public void BreakAll()
    {
        lock (_lock)
        {
            _users.Values.ToList().ForEach(u => u.Wire.Break());
            _rooms.BreakAll();
        }
    }

    public long Sent(string user, bool pictures)
    {
        lock (_lock)
        {
            return _rooms.Sent(user, pictures);
        }
    }

    /// <summary>Takes one message and gives the answer, if it gets one.</summary>
    public AcmeMessage? Take(AcmeWire wire, AcmeMessage message)
    {
        lock (_lock)
        {
            return message.Verb switch
            {
                "ping" => new AcmeMessage("pong"),
                "enter" => Enter(wire, message),
                "packet" => _rooms.Relay(wire, message),
                _ => PhoneOf(wire) is { } phone ? Take(wire, phone, message) : No("forbidden"),
            };
        }
    }

    private AcmeMessage Take(AcmeWire wire, AcmePhone phone, AcmeMessage message)
    {
        switch (message.Verb)
        {
            case "bye":
                Leave(wire, said: true);
                return Ok;
            case "calls":
                return new AcmeMessage("calls") { Calls = [.. _calls.Values.Where(c => c.Concerns(phone)).Select(c => c.Sheet("status", phone))] };
            case "ring":
                return Ring(phone, message);
            default:
                return _calls.TryGetValue(message.Call ?? "", out var call) && call.Concerns(phone) ? Take(phone, call, message) : No("unknown");
        }
    }

    private AcmeMessage Take(AcmePhone phone, AcmeCall call, AcmeMessage message)
    {
        bool callee = call.IsCallee(phone);
        switch (message.Verb)
        {
            case "status":
                return call.Sheet("ok", phone);
            case "drop" when call.Why is not null:
                return Ok;
            case "drop":
                return Drop(phone, call, message.Why);
            case "retract" when !call.IsCaller(phone):
                return No("forbidden");
            case "pickup" or "ringing" or "occupied" or "decline" when !callee:
                return No("forbidden");
            case "decline" or "retract" when call.By == phone:
                return Ok;
            case var _ when call.Why is not null:
                return call.Sheet("no", phone) with { Code = "gone" };
            case "show":
                return Show(phone, call, message);
            case "pickup" when call.IsRinging:
                call.PickUp(phone with { Mic = message.Me?.Mic == true, Cam = message.Me?.Cam == true });
                Tell(call.Caller, call.Sheet("pickup", call.Caller));
                return call.Sheet("ok", phone);
            case "pickup":
                return call.Sheet("ok", phone);
            case "retract" when !call.IsRinging:
                return No("answered");
            case "retract":
                return End(call, "retracted", phone);
            case var _ when !call.IsRinging:
                return No("forbidden");
            case "ringing":
                call.Alerted = true;
                Tell(call.Caller, call.Sheet("ringing", call.Caller));
                return Ok;
            case "occupied":
                return End(call, "occupied", phone);
            case "decline":
                return End(call, "declined", phone, message.Text);
            default:
                return No("bad");
        }
    }

    private AcmeMessage Ring(AcmePhone phone, AcmeMessage ring)
    {
        if (!IsName(ring.Call) || !IsName(ring.Callee?.User) || ring.Callee.User == phone.User
            || ring.Note?.Length > MaxNote || ring.Ttl is < 1 or > 120_000)
        {
            return No("bad");
        }

        if (_calls.TryGetValue(ring.Call, out var known))
        {
            return known.IsCaller(phone) ? Ok : No("forbidden");
        }

        if (ring.Urgent && !_users.ContainsKey(ring.Callee.User))
        {
            return No("offline");
        }

        foreach (var old in _calls.Values.Where(c => c.IsForgotten).ToList())
        {
            _calls.Remove(old.Id);
        }

        var call = new AcmeCall(ring, phone with { Mic = ring.Me?.Mic == true, Cam = ring.Me?.Cam == true });
        _calls.Add(call.Id, call);
        Tell(call.Callee, call.Sheet("ring", call.Callee));
        return Ok;
    }

    /// <summary>Whatever its state, it is over: who rings has retracted or declined, who talks has hung up.</summary>
    private AcmeMessage Drop(AcmePhone phone, AcmeCall call, string? why)
    {
        return why switch
        {
            "unanswered" when call.IsRinging => End(call, "unanswered", null),
            "nomedia" or "lostmedia" or "error" when !call.IsRinging => End(call, why, null),
            _ => End(call, !call.IsRinging ? "hungup" : call.IsCaller(phone) ? "retracted" : "declined", phone),
        };
    }

    private AcmeMessage Show(AcmePhone phone, AcmeCall call, AcmeMessage message)
    {
        bool caller = call.IsCaller(phone);
        if (message.Me is null || (!caller && call.IsRinging))
        {
            return No("bad");
        }

        var shown = phone with { Mic = message.Me.Mic, Cam = message.Me.Cam };
        if (shown == (caller ? call.Caller : call.Callee))
        {
            return Ok;
        }

        if (caller)
        {
            call.Caller = shown;
        }
        else
        {
            call.Callee = shown;
        }

        if (!call.IsRinging)
        {
            Tell(caller ? call.Callee : call.Caller, new AcmeMessage("show") { Call = call.Id, Me = shown });
        }

        return Ok;
    }

    private AcmeMessage End(AcmeCall call, string why, AcmePhone? by, string? text = null)
    {
        call.End(why, by, text);
        Tell(call.Caller, call.Sheet("dropped", call.Caller));
        Tell(call.Callee, call.Sheet("dropped", call.Callee));
        return Ok;
    }

    private AcmeMessage Enter(AcmeWire wire, AcmeMessage message)
    {
        bool open = message is { Room: not null, Me: { } me } && _calls.Values.Any(c => c.Room == message.Room && c.Why is null && c.Concerns(me));
        return open && _rooms.Enter(message.Room!, message.Me!.User, wire) ? Ok : No("forbidden");
    }

    /// <summary>Tells a user's phone; one that is in the call only if it is that one.</summary>
    private void Tell(AcmePhone phone, AcmeMessage message)
    {
        if (_users.TryGetValue(phone.User, out var user) && (phone.Device is null || phone.Device == user.Phone.Device))
        {
            user.Wire.SendOrBreak(message);
        }
    }

    private AcmePhone? PhoneOf(AcmeWire wire) => _users.Values.FirstOrDefault(u => u.Wire == wire).Phone;

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxName } && text.All(c => char.IsAsciiLetterOrDigit(c) || "_.@-".Contains(c));

    private static AcmeMessage No(string code) => new("no") { Code = code };
}
