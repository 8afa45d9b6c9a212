using Calling.Machines;
using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>Lines that break: what was under way is lost, and only a snapshot can tell.</summary>
internal sealed partial class Loop
{
    /// <summary>How long the arbiter and the line wait for each other.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    // Devices whose connection is down, and when they are given up on.
    private readonly Dictionary<CallParty, TimeSpan> _cut = [];

    // What came for devices that are suspended.
    private readonly Dictionary<CallParty, List<Packet>> _waiting = [];

    public bool IsCut(Device device) => _cut.ContainsKey(device.Party);

    /// <summary>The connection breaks: everything under way is lost, and nobody knows what had arrived.</summary>
    public void Cut(Device device)
    {
        var lost = _network.Where(p => p.Device == device.Party && p.Command is not null).Select(p => p.Command!).DistinctBy(c => c.CommandId).ToList();
        _network.RemoveAll(p => p.Device == device.Party);
        _cut[device.Party] = Now + Grace;
        Commit(new ServerCommand.DeviceInterrupted(device.Party));
        device.Input(new ClientInput.Signal(new LineSignal.Interrupted()));
        foreach (var command in lost)
        {
            device.Input(new ClientInput.Call(
                command.CallId, new CallInput.Result(command.CommandId, new CommandResult.Unknown(new ProviderFault("cut")))));
        }
    }

    /// <summary>The connection is back, and a snapshot says how things are.</summary>
    public void Restore(Device device)
    {
        _cut.Remove(device.Party);
        device.Input(new ClientInput.Signal(new LineSignal.Restored(false)));
        Commit(new ServerCommand.DeviceRestored(device.Party));
        Commit(new ServerCommand.DeviceOnline(device.Party));
        SendSnapshot(device);
    }

    /// <summary>The app is frozen: its connection stays, but nothing runs, neither its timers nor what comes for it.</summary>
    public void Suspend(Device device)
    {
        device.IsSuspended = true;
        _waiting[device.Party] = [];
    }

    /// <summary>The app goes on: its timers are late and everything that came is there at once.</summary>
    public void Resume(Device device, bool timersFirst)
    {
        device.IsSuspended = false;
        _waiting.Remove(device.Party, out var packets);
        if (timersFirst)
        {
            device.FireTimers();
        }

        packets!.ForEach(Deliver);
        device.FireTimers();
    }

    /// <summary>The line breaks and comes back, the app dies and starts again, the user signs out and in, or nothing of it.</summary>
    public void Disturb(Random random, Device device)
    {
        switch (random.Next(24))
        {
            case 0 or 1 when device.Client.Phase == ClientPhase.SignedIn:
                Cut(device);
                break;
            case 2 or 3 or 4 or 5 when device.Client.Phase == ClientPhase.Interrupted:
                Restore(device);
                break;
            case 6:
                device.Restart();
                break;
            case 7 when device.Client.IsSignedIn:
                device.Logout();
                break;
            case 8 or 9 or 10 or 11 or 12 when device.Client.Phase == ClientPhase.SignedOut:
                device.Login();
                break;
        }
    }

    private void Expire()
    {
        foreach (var (party, at) in _cut.Where(c => c.Value <= Now).ToList())
        {
            _cut.Remove(party);
            _sessions[party]++;
            Commit(new ServerCommand.DeviceOffline(party));
            _devices[party].Input(new ClientInput.Signal(new LineSignal.Closed(LineCloseCause.ConnectionLost)));
        }
    }
}
