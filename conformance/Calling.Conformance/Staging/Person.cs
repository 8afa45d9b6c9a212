using System.Collections.Concurrent;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>A user with one device: calls, answers, and writes down everything that is told.</summary>
public sealed class Person
{
    /// <summary>The device of who has only one.</summary>
    public const string Phone = "phone";

    private readonly Stage _stage;
    private readonly ConcurrentDictionary<ICallSession, EventLog> _logs = new();
    private readonly ConcurrentQueue<ICallSession> _incoming = new();
    private readonly ConcurrentQueue<CallClientEvent.MissedCall> _missed = new();
    private readonly ConcurrentQueue<string> _states = new();

    internal Person(Stage stage, string name, CallParty party, ICallClient client, MediaWatch media)
    {
        (_stage, Name, Party, Client, Media) = (stage, name, party, client, media);
        _ = ListenAsync(client.ReadEventsAsync().GetAsyncEnumerator());
    }

    /// <summary>Such as <c>alice</c>.</summary>
    public string Name { get; }

    /// <summary>The provider's user id, and the device.</summary>
    public CallParty Party { get; }

    /// <summary>What the application has in hand.</summary>
    public ICallClient Client { get; }

    /// <summary>Every call that rang here, oldest first.</summary>
    public IReadOnlyCollection<ICallSession> Incoming => _incoming;

    /// <summary>Every call that found this device busy, oldest first.</summary>
    public IReadOnlyCollection<CallClientEvent.MissedCall> Missed => _missed;

    /// <summary>What the client went through, with why it is signed out: <c>SignedOut(LoggedOut) SigningIn SignedIn SignedOut(KickedOffline)</c>.</summary>
    public string States => string.Join(' ', _states);

    /// <summary>Everything that was told of every session here.</summary>
    public IReadOnlyCollection<EventLog> Logs => [.. _logs.Values];

    internal MediaWatch Media { get; }

    /// <summary>Signs in.</summary>
    public Task SignInAsync() => Client.LoginAsync(_stage.Fixture.Credential(Party), TestContext.Current.CancellationToken);

    /// <summary>Calls somebody, with a camera and a microphone that work.</summary>
    /// <param name="callee">The person's name.</param>
    /// <param name="media">What for.</param>
    /// <param name="configure">Changes the options.</param>
    public async Task<ICallSession> CallAsync(string callee, CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null)
    {
        var call = await Client.CallAsync(_stage.Id(callee), media, o =>
        {
            (o.VideoSource, o.AudioSource) = (_stage.Fixture.Camera, _stage.Fixture.Microphone);
            configure?.Invoke(o);
        });
        Log(call);
        return call;
    }

    /// <summary>Calls several, with a camera and a microphone that work.</summary>
    /// <param name="callees">The people's names.</param>
    /// <param name="media">What for.</param>
    /// <param name="groupId">The app's group, if there is one.</param>
    /// <param name="configure">Changes the options.</param>
    public async Task<ICallSession> GroupCallAsync(
        IEnumerable<string> callees, CallMedia media = CallMedia.Audio, string? groupId = null, Action<CallOptions>? configure = null)
    {
        var call = await Client.GroupCallAsync(callees.Select(_stage.Id), media, groupId, o =>
        {
            (o.VideoSource, o.AudioSource) = (_stage.Fixture.Camera, _stage.Fixture.Microphone);
            configure?.Invoke(o);
        });
        Log(call);
        return call;
    }

    /// <summary>Enters a running call, with a camera and a microphone that work.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="configure">Changes the options.</param>
    public async Task<ICallSession> JoinAsync(string callId, Action<JoinOptions>? configure = null)
    {
        var options = new JoinOptions { VideoSource = _stage.Fixture.Camera, AudioSource = _stage.Fixture.Microphone };
        configure?.Invoke(options);
        var call = await Client.JoinAsync(callId, options, TestContext.Current.CancellationToken);
        _logs.GetOrAdd(call, c => new EventLog(_stage, this, c, entered: true));
        return call;
    }

    /// <summary>Waits for a call to ring here.</summary>
    /// <param name="nth">Which, from 1.</param>
    public async Task<ICallSession> RingsAsync(int nth = 1)
    {
        await _stage.UntilAsync(() => _incoming.Count >= nth, $"{this} rings ({nth})");
        return _incoming.ElementAt(nth - 1);
    }

    /// <summary>Answers, with a camera and a microphone that work.</summary>
    /// <param name="call">The call.</param>
    /// <param name="configure">Changes the options.</param>
    public Task AcceptAsync(ICallSession call, Action<AcceptOptions>? configure = null)
    {
        var options = new AcceptOptions { VideoSource = _stage.Fixture.Camera, AudioSource = _stage.Fixture.Microphone };
        configure?.Invoke(options);
        return call.AcceptAsync(options);
    }

    /// <summary>What was told of a session.</summary>
    /// <param name="call">The session.</param>
    public EventLog Log(ICallSession call) => _logs.GetOrAdd(call, c => new EventLog(_stage, this, c));

    /// <summary>The name, with the device if it is not the phone.</summary>
    public override string ToString() => Party.DeviceId == Phone ? Name : $"{Name}/{Party.DeviceId}";

    private async Task ListenAsync(IAsyncEnumerator<CallClientEvent> events)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current is CallClientEvent.IncomingCall(var session))
            {
                Log(session);
                _incoming.Enqueue(session);
            }
            else if (events.Current is CallClientEvent.MissedCall missed)
            {
                _missed.Enqueue(missed);
            }
            else if (events.Current is CallClientEvent.StateChanged(var state, var reason))
            {
                _states.Enqueue(reason is null ? state.ToString() : $"{state}({reason})");
            }
        }
    }
}
