namespace AcmeVendor;

/// <summary>Rooms for two: what one sends the other gets. Used by <see cref="AcmeSwitch"/> under its lock.</summary>
internal sealed class AcmeRooms
{
    private readonly Dictionary<AcmeWire, string> _roomOf = [];

    /// <summary>Somebody comes in; false if the room is full.</summary>
    public bool Enter(string room, AcmeWire wire)
    {
        if (_roomOf.Values.Count(r => r == room) >= 2)
        {
            return false;
        }

        _roomOf[wire] = room;
        return true;
    }

    /// <summary>A packet that the other one's connection has no place for is lost, as packets are.</summary>
    public AcmeMessage? Relay(AcmeWire from, AcmeMessage packet)
    {
        if (_roomOf.TryGetValue(from, out string? room))
        {
            _roomOf.FirstOrDefault(w => w.Value == room && w.Key != from).Key?.TrySend(packet);
        }

        return null;
    }

    public void Leave(AcmeWire wire) => _roomOf.Remove(wire);

    public void BreakAll() => _roomOf.Keys.ToList().ForEach(w => w.Break());
}
