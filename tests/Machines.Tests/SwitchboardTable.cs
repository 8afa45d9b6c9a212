using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>Calls in every phase, everybody who may knock, and everything that may be asked.</summary>
internal static class SwitchboardTable
{
    public static readonly SwitchboardRules Rules = new(new CallLimits(), (_, party) => new("ice", $"secret of {party}"));
    private static readonly MediaState On = new(true, true);
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(5);

    public static readonly CallParty Caller = new("alice", "phone");
    public static readonly CallParty Callee = new("bob", "phone");
    public static readonly CallParty Sibling = new("bob", "desk");
    public static readonly CallParty Stranger = new("mallory", "phone");

    public static IEnumerable<(string Name, CallParty Party)> Roles() =>
        [("caller", Caller), ("callee", Callee), ("callee's other device", Sibling), ("caller's other device", new("alice", "desk")), ("stranger", Stranger)];

    public static IEnumerable<CallCommand> Commands(string id) =>
    [
        new CallCommand.PlaceCall("call", id, ["bob"], CallMedia.Video, TimeSpan.FromSeconds(30), On), new CallCommand.Alerting("call", id),
        new CallCommand.Busy("call", id), new CallCommand.AcceptCall("call", id, On), new CallCommand.RejectCall("call", id, null),
        new CallCommand.CancelCall("call", id), new CallCommand.LeaveCall("call", id),
        new CallCommand.EndCall("call", id, EndCause.HangUp, HangUpScope.Self),
        new CallCommand.InviteUsers("call", id, ["mallory"], TimeSpan.FromSeconds(30)), new CallCommand.CancelInvitation("call", id, "bob"),
        new CallCommand.RemoveMember("call", id, "bob"), new CallCommand.JoinCall("call", id, On),
        new CallCommand.SetMediaState("call", id, new(false, true)), new CallCommand.AskMedia("call", id, CallMedia.Audio),
        new CallCommand.AnswerMedia("call", id, "request", true), new CallCommand.QueryCall("call", id),
    ];

    public static IEnumerable<(string Name, CallSet Calls)> Phases()
    {
        var online = Run(CallSet.Empty, [.. new[] { Caller, Callee, Sibling, Stranger }.Select(d => (ServerCommand)new ServerCommand.DeviceOnline(d))]);
        var ringing = Run(online, Ask(Caller, 0, "p"), Ask(Callee, 1, "a"), Ask(Sibling, 1, "a"));
        var answered = Run(ringing, Ask(Callee, 3, "b"));
        yield return ("unknown", online);
        yield return ("ringing", ringing);
        yield return ("answered", answered);
        yield return ("rejected", Run(ringing, Ask(Callee, 4, "b")));
        yield return ("cancelled", Run(ringing, Ask(Caller, 5, "b")));
        yield return ("hung up", Run(answered, Ask(Caller, 7, "c")));
    }

    public static Decision Submit(CallSet calls, CallParty from, CallCommand command) =>
        Switchboard.Apply(calls, new ServerCommand.Submit(from, command), Now, Rules);

    public static IEnumerable<(string Row, IReadOnlyList<string> Cells)> Rows()
    {
        foreach (var (phase, calls) in Phases())
        {
            foreach (var (role, party) in Roles())
            {
                yield return ($"{phase}: {role}", [.. Commands("x").Select(c => Cell(Submit(calls, party, c)))]);
            }
        }
    }

    private static string Cell(Decision decision)
    {
        string result = decision.Result switch
        {
            CommandResult.Refused { Ending: { } ending } refused => $"{refused.Code}({ending.Cause})",
            CommandResult.Refused refused => refused.Code.ToString(),
            CommandResult.Done { View: { } view } => $"Done with a view{(view.Grant is null ? "" : " and a grant")}",
            _ => "Done",
        };
        return string.Join(", ", decision.Deliveries.Select(d => $"{d.To} ← {Said(d.Signal)}").Prepend(result));
    }

    private static string Said(CallSignal signal) => signal is CallSignal.Ended(_, _, var ending) ? $"Ended({ending.Cause})" : signal.GetType().Name;

    private static ServerCommand.Submit Ask(CallParty from, int index, string id) => new(from, Commands(id).ElementAt(index));

    private static CallSet Run(CallSet calls, params ServerCommand[] commands) =>
        commands.Aggregate(calls, (current, command) => Switchboard.Apply(current, command, Now, Rules).Calls);
}
