using System.Collections.Concurrent;
using Calling.Media;

namespace Calling.EndToEnd;

/// <summary>A user with one client: calls, rings, and records everything that is told.</summary>
public sealed class Person
{
    private readonly WebRtcStage _stage;
    private readonly ConcurrentDictionary<ICallSession, EventLog> _logs = new();
    private readonly ConcurrentQueue<ICallSession> _incoming = new();

    public Person(WebRtcStage stage, string user, ICallClient client)
    {
        (_stage, User, Client) = (stage, user, client);
        var events = client.ReadEventsAsync().GetAsyncEnumerator();
        _ = ListenAsync(events);
    }

    public string User { get; }

    public ICallClient Client { get; }

    public IReadOnlyCollection<ICallSession> Incoming => _incoming;

    public async Task<ICallSession> CallAsync(string callee, CallMedia media = CallMedia.Video)
    {
        var call = await Client.CallAsync(callee, media, o =>
        {
            (o.VideoSource, o.AudioSource) = (new VideoSource.TestPattern(), new AudioSource.Tone());
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

    public Task AcceptAsync(ICallSession call) =>
        call.AcceptAsync(new() { VideoSource = new VideoSource.TestPattern(), AudioSource = new AudioSource.Tone() });

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
