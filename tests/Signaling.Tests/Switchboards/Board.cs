using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>The arbiter and what each device was told, in short words.</summary>
internal sealed class Board(SwitchboardRules? rules = null)
{
    public static readonly CallParty A = new("alice", "a1");
    public static readonly CallParty A2 = new("alice", "a2");
    public static readonly CallParty B = new("bob", "b1");
    public static readonly CallParty B2 = new("bob", "b2");
    public static readonly CallParty B3 = new("bob", "b3");
    public static readonly MediaState On = new(true, true);

    private readonly SwitchboardRules _rules = rules ?? new(new CallLimits(), (_, party) => new("ice", $"for {party}"));
    private readonly Dictionary<CallParty, List<CallSignal>> _told = [];
    private int _commands;

    public CallSet Calls { get; private set; } = CallSet.Empty;

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(5);

    public List<CallSummary> Records { get; } = [];

    public List<CallParty> Kicked { get; } = [];

    /// <summary>Every deadline that the arbiter asked for.</summary>
    public List<Deadline> Due { get; } = [];

    public static Board With(params CallParty[] devices)
    {
        var board = new Board();
        board.Online(devices);
        return board;
    }

    public void Online(params CallParty[] devices)
    {
        foreach (var device in devices)
        {
            Apply(new ServerCommand.DeviceOnline(device));
        }
    }

    public Decision Apply(ServerCommand command)
    {
        var before = Calls;
        var decision = Switchboard.Apply(before, command, Now, _rules);
        // Pure: the same again is decided the same again.
        Assert.Equal(decision.Deliveries.Select(d => d.ToString()), Switchboard.Apply(before, command, Now, _rules).Deliveries.Select(d => d.ToString()));
        Calls = decision.Calls;
        Records.AddRange(decision.Records);
        Kicked.AddRange(decision.Kicked);
        Due.AddRange(decision.Due);
        foreach (var (to, signal) in decision.Deliveries)
        {
            Log(to).Add(signal);
        }

        return decision;
    }

    public CommandResult Submit(CallParty from, CallCommand command) => Apply(new ServerCommand.Submit(from, command)).Result!;

    public string NextId() => $"c{++_commands}";

    public CommandResult Place(
        CallParty from, string call, string to, CallMedia media = CallMedia.Video, GlarePolicy glare = GlarePolicy.Connect, string? id = null) =>
        Submit(from, new CallCommand.PlaceCall(call, id ?? NextId(), [to], media, TimeSpan.FromSeconds(30), On) { Glare = glare });

    public CommandResult Alert(CallParty from, string call) => Submit(from, new CallCommand.Alerting(call, NextId()));

    public CommandResult Busy(CallParty from, string call) => Submit(from, new CallCommand.Busy(call, NextId()));

    public CommandResult Accept(CallParty from, string call, string? data = null) =>
        Submit(from, new CallCommand.AcceptCall(call, NextId(), On) { Data = data });

    public CommandResult Reject(CallParty from, string call, RejectScope scope = RejectScope.User, string? reason = null, string? data = null) =>
        Submit(from, new CallCommand.RejectCall(call, NextId(), reason) { Scope = scope, Data = data });

    public CommandResult Cancel(CallParty from, string call, string? data = null) => Submit(from, new CallCommand.CancelCall(call, NextId()) { Data = data });

    public CommandResult End(CallParty from, string call, EndCause cause = EndCause.HangUp, string? data = null) =>
        Submit(from, new CallCommand.EndCall(call, NextId(), cause, HangUpScope.Self) { Data = data });

    public CommandResult Leave(CallParty from, string call) => Submit(from, new CallCommand.LeaveCall(call, NextId()));

    public CommandResult Ask(CallParty from, string call, CallMedia media, string? id = null) => Submit(from, new CallCommand.AskMedia(call, id ?? NextId(), media));

    public CommandResult Answer(CallParty from, string call, string request, bool agreed, string? id = null) =>
        Submit(from, new CallCommand.AnswerMedia(call, id ?? NextId(), request, agreed));

    public CallView? View(CallParty device, string call) => CallViews.For(Calls.Calls[call], device, Now, _rules);

    /// <summary>Lets time pass, looking at calls when they asked for it.</summary>
    public void Wait(double seconds)
    {
        var until = Now + TimeSpan.FromSeconds(seconds);
        while (Due.Where(d => d.At <= until).OrderBy(d => d.At).ToList() is [var next, ..])
        {
            Due.Remove(next);
            Now = next.At > Now ? next.At : Now;
            Apply(new ServerCommand.Tick(next.CallId));
        }

        Now = until;
    }

    /// <summary>An answered call of alice and bob.</summary>
    public static Board Connected(CallMedia media, params CallParty[] devices)
    {
        var board = With([A, B, .. devices]);
        board.Place(A, "x", "bob", media);
        board.Alert(B, "x");
        board.Accept(B, "x");
        board.Clear();
        return board;
    }

    public void Clear() => _told.Clear();

    public List<CallSignal> Log(CallParty device)
    {
        if (!_told.TryGetValue(device, out var log))
        {
            _told[device] = log = [];
        }

        return log;
    }

    /// <summary>What a device was told since <see cref="Clear"/>, in order; empty if nothing.</summary>
    public string Told(CallParty device) => string.Join(' ', Log(device).Select(Word));

    public static string Word(CommandResult result) => result switch
    {
        CommandResult.Refused { Ending: { } ending } refused => $"{refused.Code}({Word(ending)})",
        CommandResult.Refused refused => refused.Code.ToString(),
        CommandResult.Done { View: { } view } => $"Done({view.CallId}{(view.IsMember ? " member" : "")})",
        _ => "Done",
    };

    private static string Word(CallSignal signal) => signal switch
    {
        CallSignal.Responded responded => $"Responded({responded.Response}{Data(responded.Data)})",
        CallSignal.Ended ended => $"Ended({Word(ended.Ending)})",
        CallSignal.MediaChanged changed => $"MediaChanged({changed.Media} {changed.UserId})",
        CallSignal.MediaRequested requested => $"MediaRequested({requested.Request.RequestId} {requested.Request.UserId} {requested.Request.Media})",
        CallSignal.MediaRequestClosed closed => $"MediaRequestClosed({closed.RequestId} {closed.Outcome})",
        CallSignal.MediaStateChanged state => $"MediaState({Word(state.Media)})",
        CallSignal.MemberJoined joined => $"MemberJoined({joined.Member.Party} {Word(joined.Member.Media)})",
        CallSignal.MemberLine line => $"MemberLine({line.Party} {(line.Up ? "up" : "down")})",
        _ => signal.GetType().Name,
    };

    private static string Word(CallEnding ending) =>
        $"{ending.Cause}{(ending.By is { } by ? $" by {by}" : "")}{(ending.ReplacedBy is { } other ? $" for {other}" : "")}{Data(ending.Data)}";

    private static string Word(MediaState media) => $"{(media.MicrophoneOn ? "mic" : "")}{(media.CameraOn ? "+cam" : "")}";

    private static string Data(string? data) => data is null ? "" : $" '{data}'";
}
