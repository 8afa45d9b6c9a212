namespace Calling.Providers.Mock.Tests;

/// <summary>A user on one device: a whole client, with everything that it and its sessions told.</summary>
internal sealed class Person
{
    private readonly List<Call> _incoming = [];
    private readonly List<Call> _outgoing = [];
    private readonly List<CallClientEvent> _events = [];

    public Person(ICallClient client)
    {
        Client = client;
        _ = ReadAsync();
    }

    public ICallClient Client { get; }

    /// <summary>The calls that rang here, in order.</summary>
    public IReadOnlyList<Call> Incoming => _incoming;

    /// <summary>Callers of missed calls, in order.</summary>
    public IEnumerable<string> Missed => _events.OfType<CallClientEvent.MissedCall>().Select(m => $"{m.Caller}:{m.Response}");

    /// <summary>How the sign-in went, from the first on.</summary>
    public string States
        => string.Join(' ', _events.OfType<CallClientEvent.StateChanged>().Select(s => $"{s.State}{(s.Reason is { } r ? $"({r})" : "")}"));

    /// <summary>How much was read so far.</summary>
    public int Count => _events.Count + Calls.Sum(c => c.Count);

    /// <summary>Whether the readers have got as far as the client and its sessions.</summary>
    public bool IsRead
        => _events.OfType<CallClientEvent.StateChanged>().LastOrDefault()?.State == Client.State
            && Calls.All(c => c.IsRead)
            && Client.Calls.All(session => session.Snapshot.State != CallState.Incoming || _incoming.Exists(c => c.Session == session));

    private IEnumerable<Call> Calls => _incoming.Concat(_outgoing);

    public async Task<Call> CallAsync(string callee, CallMedia media = CallMedia.Audio, Action<CallOptions>? configure = null)
    {
        var call = new Call(await Client.CallAsync(callee, media, configure));
        _outgoing.Add(call);
        return call;
    }

    public async Task<Call> CallAsync(CallRequest request)
    {
        var call = new Call(await Client.PlaceCallAsync(request));
        _outgoing.Add(call);
        return call;
    }

    private async Task ReadAsync()
    {
        await foreach (var e in Client.ReadEventsAsync())
        {
            _events.Add(e);
            if (e is CallClientEvent.IncomingCall(var session))
            {
                _incoming.Add(new Call(session));
            }
        }
    }
}
