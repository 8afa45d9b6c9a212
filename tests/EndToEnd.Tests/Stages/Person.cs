using System.Collections.Concurrent;

namespace Calling.EndToEnd;

/// <summary>A user with one client: calls, rings, and records everything that is told.</summary>
public sealed class Person
{
    private readonly Stage _stage;
    private readonly ConcurrentDictionary<ICallSession, EventLog> _logs = new();
    private readonly ConcurrentQueue<ICallSession> _incoming = new();

    public Person(Stage stage, string user, ICallClient client)
    {
        (_stage, User, Client) = (stage, user, client);
        var events = client.ReadEventsAsync().GetAsyncEnumerator();
        _ = ListenAsync(events);
    }

    public string User { get; }

    public ICallClient Client { get; }

    public IReadOnlyCollection<ICallSession> Incoming => _incoming;

    public async Task<ICallSession> CallAsync(string callee, CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null)
    {
        var call = await Client.CallAsync(callee, media, o =>
        {
            (o.VideoSource, o.AudioSource) = (_stage.Camera, _stage.Microphone);
            configure?.Invoke(o);
        });
        Log(call);
        return call;
    }

    /// <summary>Waits for the next call that rings here.</summary>
    public async Task<ICallSession> RingsAsync(int nth = 1)
    {
        await _stage.UntilAsync(() => _incoming.Count >= nth, $"{User} rings");
        return _incoming.ElementAt(nth - 1);
    }

    public Task AcceptAsync(ICallSession call, Action<AcceptOptions>? configure = null)
    {
        var options = new AcceptOptions { VideoSource = _stage.Camera, AudioSource = _stage.Microphone };
        configure?.Invoke(options);
        return call.AcceptAsync(options);
    }

    public EventLog Log(ICallSession call) => _logs.GetOrAdd(call, c => new EventLog(c));

    private async Task ListenAsync(IAsyncEnumerator<CallClientEvent> events)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current is CallClientEvent.IncomingCall(var session))
            {
                Log(session);
                _incoming.Enqueue(session);
            }
        }
    }
}
