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

    /// <summary>What this user sends.</summary>
    public VideoSource Pictures { get; init; } = new VideoSource.TestPattern();

    public AudioSource Sound { get; init; } = new AudioSource.Tone();

    public IReadOnlyCollection<ICallSession> Incoming => _incoming;

    public async Task<ICallSession> CallAsync(string callee, CallMedia media = CallMedia.Video)
    {
        var call = await Client.CallAsync(callee, media, o =>
        {
            (o.VideoSource, o.AudioSource) = (Pictures, Sound);
        });
        Log(call);
        return call;
    }

    public async Task<ICallSession> GroupCallAsync(params string[] callees)
    {
        var call = await Client.GroupCallAsync(callees, CallMedia.Video, configure: o => (o.VideoSource, o.AudioSource) = (Pictures, Sound));
        Log(call);
        return call;
    }

    /// <summary>Enters a running call by its id.</summary>
    public async Task<ICallSession> JoinAsync(string callId)
    {
        var call = await Client.JoinAsync(callId, new() { VideoSource = Pictures, AudioSource = Sound });
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
        call.AcceptAsync(new() { VideoSource = Pictures, AudioSource = Sound });

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
