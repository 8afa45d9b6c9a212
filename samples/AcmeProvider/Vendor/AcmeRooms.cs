namespace AcmeVendor;

/// <summary>Rooms for two: what one sends the other gets. Used by <see cref="AcmeSwitch"/> under its lock.</summary>
internal sealed class AcmeRooms
{
    private readonly Dictionary<AcmeWire, (string Room, string User)> _seats = [];
    private readonly Dictionary<(string User, bool Pictures), long> _sent = [];

    /// <summary>Somebody comes in; false if the room is full.</summary>
    public bool Enter(string room, string user, AcmeWire wire)
    {
        if (_seats.Values.Count(s => s.Room == room) >= 2)
        {
            return false;
        }

        _seats[wire] = (room, user);
        return true;
    }

    /// <summary>A packet that the other one's connection has no place for is lost, as packets are.</summary>
    public AcmeMessage? Relay(AcmeWire from, AcmeMessage packet)
    {
        if (_seats.TryGetValue(from, out var seat))
        {
            _sent[(seat.User, false)] = Sent(seat.User, false) + (packet.Sound is null ? 0 : 1);
            _sent[(seat.User, true)] = Sent(seat.User, true) + (packet.Picture is null ? 0 : 1);
            _seats.FirstOrDefault(s => s.Value.Room == seat.Room && s.Key != from).Key?.TrySend(packet);
        }

        return null;
    }

    /// <summary>How many packets with sound, or with pictures, a user has sent: what Acme bills.</summary>
    public long Sent(string user, bool pictures) => _sent.GetValueOrDefault((user, pictures));

    public void Leave(AcmeWire wire) => _seats.Remove(wire);

    public void BreakAll() => _seats.Keys.ToList().ForEach(w => w.Break());
}
