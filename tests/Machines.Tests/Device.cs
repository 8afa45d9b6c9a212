using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>One client machine with what surrounds it: its timers, its media and a record of all that the app would have seen.</summary>
internal sealed class Device(Loop loop, CallParty party, CallingOptions options, ProviderDescriptor provider)
{
    private readonly Dictionary<(string? CallId, TimerKind Kind), TimeSpan> _timers = [];
    private readonly Dictionary<string, MediaRoster> _rosters = [];
    private readonly HashSet<(string CallId, CallParty Peer)> _connected = [];
    private readonly Dictionary<string, CallSnapshot> _shown = [];
    private readonly Queue<ClientInput> _mailbox = [];
    private long _operation;

    public CallParty Party => party;

    public ClientModel Client { get; private set; } = ClientModel.Initial;

    /// <summary>What the app saw of each call, in words.</summary>
    public Dictionary<string, List<string>> Traces { get; } = [];

    /// <summary>Results of operations by number: null while pending, then <c>ok</c>, the value, or the error code.</summary>
    public Dictionary<long, string?> Operations { get; } = [];

    public List<string> Incoming { get; } = [];

    public List<CallClientEvent.MissedCall> Missed { get; } = [];

    /// <summary>How often a new token was asked for.</summary>
    public int Renewals { get; private set; }

    public HashSet<string> MediaOpen { get; } = [];

    public HashSet<string> Consented { get; } = [];

    /// <summary>Whether the app is frozen; the loop sets it.</summary>
    public bool IsSuspended { get; set; }

    public bool IsSet(string callId, TimerKind kind) => _timers.ContainsKey((callId, kind));

    public TimeSpan? NextTimer => IsSuspended || _timers.Count == 0 ? null : _timers.Values.Min();

    public CallModel Call(string callId) => Client.Calls[callId];

    public string Trace(string callId) => string.Join(' ', Traces.GetValueOrDefault(callId, []));

    public string Place(string callee, CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null, string? callId = null)
    {
        callId ??= $"call{loop.NextCall++}";
        Consented.Add(callId);
        var callOptions = new CallOptions();
        configure?.Invoke(callOptions);
        Input(new ClientInput.Place(Begin(), callId, new([callee], media, callOptions)));
        return callId;
    }

    public string PlaceGroup(IReadOnlyList<string> callees, CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null)
    {
        string callId = $"call{loop.NextCall++}";
        Consented.Add(callId);
        var callOptions = new CallOptions();
        configure?.Invoke(callOptions);
        Input(new ClientInput.Place(Begin(), callId, new(callees, media, callOptions) { IsGroup = true }));
        return callId;
    }

    public long Invite(string callId, params string[] users) => Do(o => new ClientInput.Call(callId, new CallInput.Invite(o, users, null)));

    public long CancelInvitation(string callId, string user) => Do(o => new ClientInput.Call(callId, new CallInput.CancelInvitation(o, user)));

    public long Remove(string callId, string user) => Do(o => new ClientInput.Call(callId, new CallInput.Remove(o, user)));

    public long Join(string callId)
    {
        Consented.Add(callId);
        return Do(o => new ClientInput.Join(o, callId, new(true, true), default));
    }

    public void AbandonJoin(string callId, long operation) => Input(new ClientInput.AbandonJoin(callId, operation));

    public long EndForEveryone(string callId) =>
        Do(o => new ClientInput.Call(callId, new CallInput.End(o, EndCause.HangUp) { Scope = HangUpScope.Everyone }));

    public long Login(Func<CancellationToken, ValueTask<string>>? getToken = null)
    {
        long operation = Begin();
        Input(new ClientInput.Login(
            operation, getToken is null ? CallCredential.FromToken(party.UserId, "token") : CallCredential.FromCallback(party.UserId, getToken)));
        return operation;
    }

    /// <summary>The app dies and starts again: nothing is remembered, nothing was told.</summary>
    public void Restart()
    {
        Client = ClientModel.Initial;
        _timers.Clear();
        _rosters.Clear();
        _connected.Clear();
        Traces.Clear();
        _shown.Clear();
        MediaOpen.Clear();
        Incoming.Clear();
        foreach (long pending in Operations.Where(o => o.Value is null).Select(o => o.Key).ToList())
        {
            Operations.Remove(pending);
        }

        Login();
    }

    public long Logout() => Do(operation => new ClientInput.Logout(operation));

    public long Accept(string callId, string? data = null)
    {
        Consented.Add(callId);
        bool video = Client.Calls.TryGetValue(callId, out var call) && call.Details.Media == CallMedia.Video;
        return Do(operation => new ClientInput.Call(callId, new CallInput.Accept(operation, new(true, video)) { Data = data }));
    }

    public long Reject(string callId, string? reason = null, RejectScope scope = RejectScope.User, string? data = null) =>
        Do(o => new ClientInput.Call(callId, new CallInput.Reject(o, reason) { Scope = scope, Data = data }));

    public long TryCancel(string callId, string? data = null) => Do(o => new ClientInput.Call(callId, new CallInput.TryCancel(o) { Data = data }));

    public long HangUp(string callId, string? data = null) =>
        Do(o => new ClientInput.Call(callId, new CallInput.End(o, EndCause.HangUp) { Data = data }));

    public long Ask(string callId, CallMedia media, bool cameraOff = false) =>
        Do(o => new ClientInput.Call(callId, new CallInput.RequestMedia(o, media, cameraOff)));

    /// <summary>Answers the request that waits.</summary>
    public long Answer(string callId, bool agree, bool cameraOff = false) =>
        Do(o => new ClientInput.Call(callId, new CallInput.AnswerMediaRequest(o, Call(callId).MediaRequest?.RequestId ?? "none", agree, cameraOff)));

    public long Release(string callId) => Do(o => new ClientInput.Call(callId, new CallInput.Release(o, EndCause.HangUp)));

    public long Microphone(string callId, bool on) => Do(o => new ClientInput.Call(callId, new CallInput.SetMicrophone(o, on)));

    public long Camera(string callId, bool on) => Do(o => new ClientInput.Call(callId, new CallInput.SetCamera(o, on)));

    public void MediaSays(string callId, MediaSignal signal) => Input(new ClientInput.Call(callId, new CallInput.Media(signal)));

    public void FireTimers()
    {
        if (IsSuspended)
        {
            return;
        }

        foreach (var (key, _) in _timers.Where(t => t.Value <= loop.Now).OrderBy(t => t.Value).ToList())
        {
            if (_timers.TryGetValue(key, out var due) && due <= loop.Now)
            {
                _timers.Remove(key);
                Input(key.CallId is { } callId
                    ? new ClientInput.Call(callId, new CallInput.TimerElapsed(key.Kind))
                    : new ClientInput.TimerElapsed(key.Kind));
            }
        }
    }

    /// <summary>One input after the other, as a mailbox takes them: what an effect brings about waits until all effects of its step have run.</summary>
    public void Input(ClientInput input)
    {
        _mailbox.Enqueue(input);
        if (_mailbox.Count > 1)
        {
            return;
        }

        while (_mailbox.TryPeek(out var next))
        {
            Take(next);
            _mailbox.Dequeue();
        }
    }

    private void Take(ClientInput input)
    {
        var step = ClientMachine.Apply(Client, input, new(loop.Now, options, provider));
        Client = step.State;
        foreach (var effect in step.Effects)
        {
            Run(effect);
        }

        foreach (var call in Client.Calls.Values.Where(c => _shown.ContainsKey(c.CallId) && c is { IsLive: true, Hidden: false }))
        {
            // Whatever came of the input, the app sees who is there (rule CALL-121).
            Assert.Equal(call.Snapshot.Participants, _shown[call.CallId].Participants);
        }
    }

    private long Do(Func<long, ClientInput> input)
    {
        long operation = Begin();
        Input(input(operation));
        return operation;
    }

    public long Begin()
    {
        Operations[++_operation] = null;
        return _operation;
    }

    private void Run(Effect effect)
    {
        switch (effect)
        {
            case Effect.Connect:
                loop.Connect(this);
                break;
            case Effect.Disconnect:
                loop.Disconnect(this);
                break;
            case Effect.Send(var command):
                loop.Send(this, command);
                break;
            case Effect.RequestSnapshot:
                loop.SendSnapshot(this);
                break;
            case Effect.StartTimer(var callId, var kind, var dueIn):
                _timers[(callId, kind)] = loop.Now + dueIn;
                break;
            case Effect.StopTimer(var callId, var kind):
                _timers.Remove((callId, kind));
                break;
            case Effect.Renew:
                Renewals++;
                break;
            case Effect.OpenSession(var call, var heir, _):
                Traces[call.CallId] = [];
                _shown[call.CallId] = call;
                if (heir is not null && Consented.Contains(heir))
                {
                    // Placing a call to that very user was the consent (rule CALL-025).
                    Consented.Add(call.CallId);
                }

                break;
            case Effect.Show(var call):
                _shown[call.CallId] = call;
                break;
            case Effect.Publish(var call, var @event):
                _shown[call.CallId] = call;
                Traces[call.CallId].Add(Words.Of(@event));
                break;
            case Effect.PublishMissed(var missed):
                Missed.Add(missed);
                break;
            case Effect.PublishIncoming(var callId):
                // Whatever the user agreed to before: this one has not been answered.
                Consented.Remove(callId);
                Incoming.Add(callId);
                break;
            case Effect.Complete(var operation, var value):
                Finish(operation, value?.ToString() ?? "ok");
                break;
            case Effect.Fail(var operation, var error):
                Finish(operation, error.Code + (error.EndReason is { } reason ? $":{reason}" : ""));
                break;
            case Effect.OpenMedia(var callId, _, _):
                Assert.Contains(callId, Consented);
                Assert.True(MediaOpen.Add(callId), "media is opened once");
                break;
            case Effect.UpdateMedia(var callId, var roster):
                _rosters[callId] = roster;
                _connected.RemoveWhere(c => c.CallId == callId && !roster.Members.Any(m => m.Party == c.Peer));
                loop.MeetMedia(callId);
                break;
            case Effect.CloseMedia(var callId):
                MediaOpen.Remove(callId);
                _rosters.Remove(callId);
                _connected.RemoveWhere(c => c.CallId == callId);
                break;
        }
    }

    private void Finish(long operation, string outcome)
    {
        Assert.Null(Operations[operation]);
        Operations[operation] = outcome;
    }

    public bool Expects(string callId, CallParty peer) =>
        MediaOpen.Contains(callId) && _rosters.TryGetValue(callId, out var roster) && roster.Members.Any(m => m.Party == peer);

    public void MeetPeer(string callId, CallParty peer)
    {
        if (_connected.Add((callId, peer)))
        {
            MediaSays(callId, new MediaSignal.PeerConnected(peer));
        }
    }
}
