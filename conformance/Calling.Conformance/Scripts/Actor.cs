using System.Globalization;
using Calling.Events;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.Scripts;

/// <summary>One device: does what steps say and writes down what it sees.</summary>
internal sealed class Actor
{
    /// <summary>What comes of a step whose call is over, or never was.</summary>
    public const string NoSuchCall = "there is no such call";

    /// <summary>The result of a step that was done and has no value.</summary>
    public const string Done = "ok";

    private readonly Lock _gate = new();
    private readonly List<Diary> _out = [];
    private readonly List<Diary> _in = [];
    private readonly List<Diary> _merged = [];
    private readonly List<Diary> _joined = [];
    private readonly HubReader<CallClientEvent> _events;
    private readonly Cast _cast;
    private int _missed;

    public Actor(Cast cast, DeviceSettings settings, CallParty party, ICallProvider provider)
    {
        (_cast, Settings, Party) = (cast, settings, party);
        Client = CallClientFactory.Create(new FaultyProvider(provider, cast.Faults, party, Media, CallCapabilities.None), settings.Options);
        Capabilities = Client.Provider.Capabilities;
        _events = (HubReader<CallClientEvent>)Client.ReadEventsAsync().GetAsyncEnumerator();
    }

    public DeviceSettings Settings { get; }

    public CallParty Party { get; }

    public CallCapabilities Capabilities { get; }

    public ICallClient Client { get; }

    public MediaWatch Media { get; } = new();

    public bool IsSignedIn => Client.State == CallClientState.SignedIn;

    public IReadOnlyList<Diary> Diaries
    {
        get
        {
            lock (_gate)
            {
                return [.. _out, .. _merged, .. _joined, .. _in];
            }
        }
    }

    /// <summary>The session that a step is about; null if there is none.</summary>
    public ICallSession? Find(Target target)
    {
        lock (_gate)
        {
            return target switch
            {
                Target.Out => _out.Count == 0 ? null
                    : _merged.Find(m => m.Session == _out[^1].Session.ReplacedBy)?.Session ?? _out[^1].Session,
                Target.In => _in.Count == 0 ? null : _in[^1].Session,
                Target.Joined => _joined.Count == 0 ? null : _joined[^1].Session,
                _ => _in.Find(d => d.Session.Snapshot.State != CallState.Ended)?.Session,
            };
        }
    }

    /// <summary>Does a step. The result is what the app would see: ok, a value, or the error.</summary>
    public async Task<string> DoAsync(Step step)
    {
        try
        {
            return await ActAsync(step).ConfigureAwait(false) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture)! : Done;
        }
        catch (CallException error)
        {
            return $"{error.Code}{(error.EndReason is { } reason ? $" ({reason})" : "")}";
        }
        catch (Exception error)
        {
            return $"{Threw} {error.GetType().Name}: {error.Message}";
        }
    }

    /// <summary>What the result of a step begins with that failed as no step may.</summary>
    public const string Threw = "threw";

    /// <summary>Reads on.</summary>
    public void Look()
    {
        lock (_gate)
        {
            while (_events.TryRead(out var next))
            {
                if (next is CallClientEvent.IncomingCall { Session: var session })
                {
                    _in.Add(new Diary($"{Settings.Name} in{_in.Count + 1}", session, _cast.NameOf));
                }
                else if (next is CallClientEvent.MissedCall)
                {
                    _missed++;
                }
            }

            foreach (var placed in _out)
            {
                if (placed.Session.ReplacedBy is { Snapshot.Direction: CallDirection.Incoming } heir && !Knows(heir))
                {
                    _merged.Add(new Diary($"{placed.Key}+", heir, _cast.NameOf) { Consented = true });
                }
            }

            _out.ForEach(d => d.Look());
            _merged.ForEach(d => d.Look());
            _joined.ForEach(d => d.Look());
            _in.ForEach(d => d.Look());
        }
    }

    public IEnumerable<Line> Lines()
    {
        lock (_gate)
        {
            return
            [
                new Line(Settings.Name, $"{_in.Count} incoming, {_missed} missed", Client.State.ToString()),
                .. _out.Select(d => d.Line), .. _merged.Select(d => d.Line), .. _joined.Select(d => d.Line), .. _in.Select(d => d.Line),
            ];
        }
    }

    private bool Knows(ICallSession session) => _in.Exists(d => d.Session == session) || _merged.Exists(d => d.Session == session)
        || _joined.Exists(d => d.Session == session);

    private async Task<object?> ActAsync(Step step)
    {
        if (step.Act is Act.Place or Act.RingOut or Act.GroupPlace)
        {
            await PlaceAsync(step).ConfigureAwait(false);
            return null;
        }

        if (step.Act == Act.Join)
        {
            return await JoinAsync(step).ConfigureAwait(false);
        }

        if (step.Act is Act.SignIn or Act.SignOut)
        {
            await (step.Act == Act.SignIn ? Client.LoginAsync(_cast.Credential(Party)) : Client.LogoutAsync()).ConfigureAwait(false);
            return null;
        }

        return Find(step.Target) is { } call ? await ActAsync(call, step).ConfigureAwait(false) : NoSuchCall;
    }

    private async Task<object?> ActAsync(ICallSession call, Step step)
    {
        switch (step.Act)
        {
            case Act.Accept:
                Consent(call);
                await call.AcceptAsync(new() { Data = step.Data, AudioSource = Audio, VideoSource = Video }).ConfigureAwait(false);
                break;
            case Act.Reject:
                await call.RejectAsync(new RejectOptions { Data = step.Data, Scope = step.Yes ? RejectScope.Device : RejectScope.User }).ConfigureAwait(false);
                break;
            case Act.Cancel:
                return await call.TryCancelAsync(new CancelOptions { Data = step.Data }).ConfigureAwait(false);
            case Act.HangUp:
                await call.HangUpAsync(new HangUpOptions { Data = step.Data }).ConfigureAwait(false);
                break;
            case Act.HangUpEveryone:
                await call.HangUpAsync(new HangUpOptions { Scope = HangUpScope.Everyone, Data = step.Data }).ConfigureAwait(false);
                break;
            case Act.Invite:
                await call.InviteAsync([.. step.Callees.Select(_cast.IdOf)]).ConfigureAwait(false);
                break;
            case Act.CancelInvitation:
                await call.CancelInvitationAsync(_cast.IdOf(step.Callee)).ConfigureAwait(false);
                break;
            case Act.Remove:
                await call.RemoveParticipantAsync(_cast.IdOf(step.Callee)).ConfigureAwait(false);
                break;
            case Act.Leave:
                await call.DisposeAsync().ConfigureAwait(false);
                break;
            case Act.Microphone:
                await call.SetMicrophoneAsync(step.Yes).ConfigureAwait(false);
                break;
            case Act.Camera:
                await call.SetCameraAsync(step.Yes).ConfigureAwait(false);
                break;
            case Act.Ask:
                return await call.RequestMediaAsync(step.Video ? CallMedia.Video : CallMedia.Audio).ConfigureAwait(false);
            case Act.Answer:
                if (call.Snapshot.MediaRequest is not { } request)
                {
                    return "there is no request";
                }

                await call.AnswerMediaRequestAsync(request.RequestId, step.Yes).ConfigureAwait(false);
                break;
            default:
                throw new NotSupportedException($"{step.Act} is not done in a call.");
        }

        return null;
    }

    private async Task PlaceAsync(Step step)
    {
        var options = new CallOptions
        {
            AudioSource = Audio, VideoSource = Video, Attachment = step.Data, RingTimeout = step.Act == Act.RingOut ? Step.ShortRing : null,
        };
        var request = new CallRequest([.. step.Callees.Select(_cast.IdOf)], step.Video ? CallMedia.Video : CallMedia.Audio, options)
        {
            IsGroup = step.Act == Act.GroupPlace,
        };
        var call = await Client.PlaceCallAsync(request).ConfigureAwait(false);
        lock (_gate)
        {
            _out.Add(new Diary($"{Settings.Name} out{_out.Count + 1}", call, _cast.NameOf) { Consented = true, IsPlaced = true });
        }
    }

    private async Task<string?> JoinAsync(Step step)
    {
        if (_cast[step.Callee].Find(Target.Out) is not { } placed)
        {
            return NoSuchCall;
        }

        var call = await Client.JoinAsync(placed.CallId, new() { AudioSource = Audio, VideoSource = Video }).ConfigureAwait(false);
        lock (_gate)
        {
            _joined.Add(new Diary($"{Settings.Name} joined{_joined.Count + 1}", call, _cast.NameOf) { Consented = true, IsEntered = true });
        }

        return null;
    }

    private AudioSource? Audio => Capabilities.HasFlag(CallCapabilities.RawMedia) ? Silence.Microphone : null;

    private VideoSource? Video => Capabilities.HasFlag(CallCapabilities.RawMedia) ? Silence.Camera : null;

    private void Consent(ICallSession call)
    {
        lock (_gate)
        {
            if (_in.Find(d => d.Session == call) is { } diary)
            {
                diary.Consented = true;
            }
        }
    }
}
