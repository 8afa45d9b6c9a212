using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

public sealed partial class CallAgent
{
    private readonly TokenKeeper _keeper;
    private bool _expired;

    internal CallAgent(EmulatedDevice device, string identity, string displayName, CallTokenCredential credential, DateTimeOffset expiresOn)
    {
        (Device, Identity, DisplayName) = (device, identity, displayName);
        Cloud.Exchange.Register(this);
        _events = new EventQueue(device, held: !Cloud.Settings.EventsBeforeSubscription);
        _keeper = new TokenKeeper(this, credential, expiresOn);
    }

    internal EmulatedDevice Device { get; }

    internal EmulatedCloud Cloud => Device.Cloud;

    internal string Identity { get; }

    internal string DisplayName { get; }

    internal List<Leg> Legs { get; } = [];

    internal bool IsDisposed { get; private set; }

    /// <summary>Whether the service still takes it for who it says.</summary>
    internal bool IsGood => !IsDisposed && !_expired;

    internal void Announce(IncomingCall call) =>
        _events.Post(() => _incomingCallReceived?.Invoke(this, new IncomingCallReceivedEventArgs(call)));

    internal void Add(Leg leg)
    {
        Legs.Add(leg);
        _events.Post(() => _callsUpdated?.Invoke(this, new CallsUpdatedEventArgs([leg.Sdk], [])));
    }

    internal void Remove(Leg leg)
    {
        if (Legs.Remove(leg))
        {
            _events.Post(() => _callsUpdated?.Invoke(this, new CallsUpdatedEventArgs([], [leg.Sdk])));
        }
    }

    /// <summary>No token came in time.</summary>
    internal void Expire()
    {
        _expired = true;
        foreach (var leg in Legs.ToList())
        {
            leg.Call.Leave(leg, Codes.TokenExpired, locally: true);
        }
    }

    /// <summary>Its process is dead: it asks for no token, and raises nothing.</summary>
    internal void Vanish()
    {
        _keeper.Dispose();
        _events.Close();
    }

    private void Leave()
    {
        if (IsDisposed)
        {
            return;
        }

        IsDisposed = true;
        Vanish();
        foreach (var leg in Device.IsAlive ? Legs.ToList() : [])
        {
            leg.Call.HangUp(leg, forEveryone: false);
        }

        Device.Deliver(() => Cloud.Exchange.Unregister(this));
    }

    internal async Task<CommunicationCall> BeginAsync(Func<CommunicationCall> begin)
    {
        var call = await Device.CommandAsync(() => IsDisposed ? throw new ObjectDisposedException(nameof(CallAgent)) : begin());
        if (Cloud.Settings.EventsBeforeSubscription)
        {
            await call.Events.DrainAsync();
        }

        return call;
    }
}
