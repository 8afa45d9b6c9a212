using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>The vendor's service: identities, tokens, calls and what goes wrong with them. Everything here is thread-safe.</summary>
public sealed class EmulatedCloud
{
    private readonly Dictionary<string, EmulatedDevice> _devices = [];
    private readonly List<Exception> _faults = [];
    private int _busy;

    public EmulatedCloud(EmulatorSettings settings, TimeProvider time)
    {
        (Settings, Time, Tokens) = (settings, time, new TokenBook(time));
        Exchange = new Exchange(this);
    }

    public EmulatorSettings Settings { get; }

    public TimeProvider Time { get; }

    /// <summary>What handlers threw: an app's mistake, which the SDK need not survive.</summary>
    public IReadOnlyList<Exception> HandlerFaults
    {
        get
        {
            lock (_faults)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Whether no event is being raised or about to be; those of objects that nobody has looked at yet do not count.</summary>
    public bool IsQuiet => Volatile.Read(ref _busy) == 0;

    /// <summary>Guards everything that the service knows; no handler runs under it.</summary>
    internal Lock Gate { get; } = new();

    internal TokenBook Tokens { get; }

    internal Exchange Exchange { get; }

    /// <summary>Makes an identity and tells its id: <c>8:acs:resource_user</c>.</summary>
    public string CreateIdentity()
    {
        lock (Gate)
        {
            return Tokens.Create();
        }
    }

    /// <summary>A token that may place calls.</summary>
    public CallToken IssueToken(string identity, TimeSpan lifetime)
    {
        lock (Gate)
        {
            return Tokens.Issue(identity, lifetime, voip: true);
        }
    }

    /// <summary>No token that was issued so far is good for a new agent, or at the next renewal.</summary>
    public void RevokeTokens(string identity)
    {
        lock (Gate)
        {
            Tokens.Revoke(identity);
        }
    }

    public void DeleteIdentity(string identity)
    {
        lock (Gate)
        {
            Tokens.Delete(identity);
        }
    }

    /// <summary>The device of that name; it is made at first use.</summary>
    public EmulatedDevice Device(string name)
    {
        lock (Gate)
        {
            if (!_devices.TryGetValue(name, out var device))
            {
                _devices[name] = device = new EmulatedDevice(this, name);
            }

            return device;
        }
    }

    internal void NoteBusy(int change) => Interlocked.Add(ref _busy, change);

    internal void NoteFault(Exception error)
    {
        lock (_faults)
        {
            _faults.Add(error);
        }
    }
}
