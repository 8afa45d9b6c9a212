using Calling.Clients;
using Calling.Machines;
using Calling.Media;
using Calling.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Core.Tests.Support;

/// <summary>A client whose machine is a script: the least that keeps the shell busy, but for what a test says otherwise.</summary>
internal sealed class Rig
{
    private long _login;

    public Rig(Func<ManualTime, CallRuntime>? runtime = null, ILogger? logger = null, CallingOptions? options = null)
    {
        Runtime = runtime?.Invoke(Time) ?? new InlineRuntime(Time);
        Provider = new FakeProvider(Runtime);
        Client = new CallClient(Provider, options ?? new CallingOptions(), Runtime, logger ?? NullLogger.Instance, Decide);
    }

    public ManualTime Time { get; } = new();

    public CallRuntime Runtime { get; }

    public InlineRuntime Inline => (InlineRuntime)Runtime;

    public FakeProvider Provider { get; }

    public FakeLine Line => Provider.Line;

    public CallClient Client { get; }

    public List<ClientInput> Inputs { get; } = [];

    /// <summary>Asked first; null leaves the decision to the default.</summary>
    public Func<ClientInput, Effect[]?> Script { get; set; } = _ => null;

    public static CallSnapshot Call(string callId, CallState state = CallState.Dialing, bool mic = true, bool camera = true) => new()
    {
        CallId = callId,
        Direction = state == CallState.Incoming ? CallDirection.Incoming : CallDirection.Outgoing,
        State = state,
        Media = CallMedia.Video,
        Caller = "alice",
        Callees = ["bob"],
        LocalMedia = new MediaState(mic, camera),
    };

    public static CallSnapshot Over(string callId, CallEndReason reason = CallEndReason.LocalHangUp)
        => Call(callId, CallState.Ended) with { End = new CallEnd(reason, null, TimeSpan.Zero) };

    public static Effect[] End(string callId, long? operation = null)
    {
        CallSnapshot over = Over(callId);
        Effect[] end = [new Effect.CloseMedia(callId), new Effect.Publish(over, new CallEvent.Ended(over.End!))];
        return operation is { } id ? [.. end, new Effect.Complete(id)] : end;
    }

    public Task LoginAsync() => Client.LoginAsync(CallCredential.FromToken("alice", "secret"));

    public Task<ICallSession> PlaceAsync(VideoSource? source = null)
        => Client.PlaceCallAsync(new CallRequest(["bob"], CallMedia.Video, new CallOptions { VideoSource = source }));

    /// <summary>Lets an input in by way of the line: the script may hang any effects on it.</summary>
    public void Signal(LineSignal signal) => Line.Observer.OnSignal(signal);

    /// <summary>Has effects carried out now.</summary>
    public void Do(params Effect[] effects)
    {
        Func<ClientInput, Effect[]?> former = Script;
        var trigger = new LineSignal.Snapshot([]);
        Script = input => input is ClientInput.Signal signal && ReferenceEquals(signal.Value, trigger) ? effects : former(input);
        Signal(trigger);
        Script = former;
    }

    private ClientStep Decide(ClientModel state, ClientInput input, MachineContext context)
    {
        lock (Inputs)
        {
            Inputs.Add(input);
        }

        return new ClientStep(state, [.. Script(input) ?? Default(input)]);
    }

    private Effect[] Default(ClientInput input) => input switch
    {
        ClientInput.Login login => Remember(login.Operation, new Effect.Connect(login.Credential)),
        ClientInput.LineOpened opened =>
            [new Effect.PublishState(CallClientState.SignedIn, null, opened.Self), new Effect.Complete(_login)],
        ClientInput.LineRefused refused => [new Effect.Fail(_login, refused.Error)],
        ClientInput.Logout logout =>
        [
            new Effect.Disconnect(),
            new Effect.PublishState(CallClientState.SignedOut, SignedOutReason.LoggedOut, null),
            new Effect.Complete(logout.Operation),
        ],
        ClientInput.Place place =>
        [
            new Effect.OpenSession(Call(place.CallId), Sources: new(place.Request.Options?.AudioSource, place.Request.Options?.VideoSource)),
            new Effect.Complete(place.Operation, place.CallId),
        ],
        ClientInput.Call { Input: CallInput.End end } call => End(call.CallId, end.Operation),
        ClientInput.Call { Input: CallInput.Release release } call => End(call.CallId, release.Operation),
        ClientInput.Signal { Value: CallSignal.Invited invited } =>
            [new Effect.OpenSession(Call(invited.CallId, CallState.Incoming)), new Effect.PublishIncoming(invited.CallId)],
        _ => [],
    };

    private Effect[] Remember(long login, params Effect[] effects)
    {
        _login = login;
        return effects;
    }
}
