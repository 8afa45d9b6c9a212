using Calling.Machines;
using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>What nobody may be able to do from afar, tried with everything there is.</summary>
public sealed class SecurityTests
{
    private static IEnumerable<(string Name, CallInput Input)> Remote()
    {
        foreach (var (name, signal) in TableInputs.Signals(TableInputs.Alice).Concat(TableInputs.Signals(TableInputs.Bob)))
        {
            yield return ($"Signal.{name}", new CallInput.Signal(signal));
        }

        foreach (var (name, view) in TableInputs.Views(TableInputs.Alice))
        {
            yield return ($"View {name}", new CallInput.View(view));
        }

        foreach (var signal in TableInputs.MediaSignals(TableInputs.Alice))
        {
            yield return ($"Media.{signal.GetType().Name}", new CallInput.Media(signal));
        }

        foreach (var (name, result) in TableInputs.Results(TableInputs.Alice))
        {
            yield return ($"Result {name}", new CallInput.Result("n-1", result));
        }

        yield return ("Forgotten", new CallInput.Forgotten());
        yield return ("LineInterrupted", new CallInput.LineInterrupted());
        yield return ("LineRestored", new CallInput.LineRestored());
    }

    [Fact]
    public void CALL_025_CALL_090_nothing_remote_answers_a_call_that_rings_or_opens_its_media()
    {
        var ringing = TableInputs.States().First(s => s.Name == "Incoming Incoming").Call;
        foreach (var (_, command) in TableInputs.Commands().Where(c => c.Command is CallCommand.Alerting or CallCommand.QueryCall))
        {
            var start = ringing with { Outbox = ringing.Outbox.Add(command).TakeNext() };
            foreach (var (first, one) in Remote())
            {
                foreach (var (second, two) in Remote())
                {
                    var effects = new List<Effect>();
                    var between = CallMachine.Apply(start, one, TableInputs.Context, effects);
                    var after = CallMachine.Apply(between, two, TableInputs.Context, effects);
                    Assert.True(after.State is CallState.Incoming or CallState.Ended, $"{first}, {second}: {after.State}");
                    Assert.DoesNotContain(effects, e => e is Effect.OpenMedia or Effect.StartMedia or Effect.UpdateMedia);
                    Assert.DoesNotContain(effects, e => e is Effect.Publish { Event: CallEvent.StateChanged or CallEvent.ParticipantJoined });
                    Assert.DoesNotContain(effects, e => e is Effect.Send { Command: CallCommand.AcceptCall or CallCommand.SetMediaState });
                    Assert.Equal(start.LocalMedia, after.LocalMedia);
                }
            }
        }
    }

    [Fact]
    public void CALL_099_nothing_remote_switches_a_microphone_or_camera_on()
    {
        foreach (var (name, state) in TableInputs.States())
        {
            var call = state with { LocalMedia = default };
            foreach (var (input, remote) in Remote())
            {
                Assert.True(CallMachine.Apply(call, remote, TableInputs.Context, []).LocalMedia == default, $"{name} × {input}");
            }
        }
    }

    [Fact]
    public void CALL_113_a_stranger_who_joins_does_not_answer_an_outgoing_call()
    {
        foreach (var (name, call) in TableInputs.States().Where(s => s.Call is { Direction: CallDirection.Outgoing, IsAnswered: false, IsLive: true }))
        {
            var effects = new List<Effect>();
            var stranger = new CallMember(SwitchboardTable.Stranger, new(true, true), Offers: false);
            var after = CallMachine.Apply(call, new CallInput.Signal(new CallSignal.MemberJoined("call", 6, stranger, null)), TableInputs.Context, effects);
            Assert.True(after.State == call.State && after.Peers == call.Peers, name);
            Assert.Equal("Signal.MemberJoined", Assert.IsType<Effect.Ignored>(Assert.Single(effects)).Input);
        }
    }

    [Fact]
    public void CALL_031_CALL_038_nothing_follows_the_end_and_nothing_revises_it()
    {
        foreach (var (name, call) in TableInputs.States().Where(s => s.Call.IsLive))
        {
            var other = call.Direction == CallDirection.Outgoing ? TableInputs.Bob : TableInputs.Alice;
            foreach (var (first, one) in TableInputs.Inputs(other))
            {
                var effects = new List<Effect>();
                var ended = CallMachine.Apply(call, one, TableInputs.Context, effects);
                Assert.Equal(ended.IsLive ? 0 : 1, effects.Count(e => e is Effect.Publish { Event: CallEvent.Ended }));
                if (ended.IsLive)
                {
                    continue;
                }

                foreach (var (second, two) in TableInputs.Inputs(other))
                {
                    var later = new List<Effect>();
                    var after = CallMachine.Apply(ended, two, TableInputs.Context, later);
                    Assert.True(after.End == ended.End && after.State == CallState.Ended, $"{name}: {first}, then {second}");
                    Assert.DoesNotContain(later, e => e is Effect.Publish or Effect.Show or Effect.OpenMedia or Effect.StartMedia or Effect.UpdateMedia);
                }
            }
        }
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("caller's other device")]
    public void CALL_113_who_has_no_part_changes_nothing_and_learns_nothing(string role)
    {
        var party = SwitchboardTable.Roles().Single(r => r.Name == role).Party;
        foreach (var (phase, calls) in SwitchboardTable.Phases().Where(p => p.Name != "unknown"))
        {
            foreach (var command in SwitchboardTable.Commands("x"))
            {
                if (command is CallCommand.JoinCall && phase == "answered" && party.UserId == SwitchboardTable.Caller.UserId)
                {
                    // The user is in the call, and may go on with it there (rule CALL-087).
                    continue;
                }

                var decision = SwitchboardTable.Submit(calls, party, command);
                string pair = $"{phase} × {command.GetType().Name}";
                Assert.True(Same(calls, decision), pair);
                Assert.True(
                    decision.Result is CommandResult.Done { View: null } or CommandResult.Refused { Ending: null }, $"{pair}: {decision.Result}");
                if (command is not CallCommand.PlaceCall)
                {
                    var unknown = SwitchboardTable.Submit(SwitchboardTable.Phases().First().Calls, party, command);
                    Assert.Equal(unknown.Result, decision.Result);
                }
            }
        }
    }

    [Fact]
    public void CALL_113_the_wrong_role_changes_nothing()
    {
        var wrong = new (string Phase, CallParty From, Func<CallCommand, bool> Command)[]
        {
            ("ringing", SwitchboardTable.Caller, c => c is CallCommand.Alerting or CallCommand.Busy or CallCommand.AcceptCall or CallCommand.RejectCall),
            ("ringing", SwitchboardTable.Callee, c => c is CallCommand.PlaceCall or CallCommand.CancelCall or CallCommand.SetMediaState),
            ("answered", SwitchboardTable.Caller, c => c is CallCommand.PlaceCall or CallCommand.AcceptCall or CallCommand.RejectCall or CallCommand.CancelCall),
            ("answered", SwitchboardTable.Callee, c => c is CallCommand.PlaceCall or CallCommand.RejectCall or CallCommand.CancelCall or CallCommand.Busy),
            // Whose user is in the call may move it to this device (rule CALL-087), and nothing else.
            ("answered", SwitchboardTable.Sibling, c => c is not CallCommand.JoinCall),
            ("rejected", SwitchboardTable.Caller, _ => true),
            ("rejected", SwitchboardTable.Callee, _ => true),
            ("cancelled", SwitchboardTable.Callee, _ => true),
            ("hung up", SwitchboardTable.Caller, _ => true),
            ("hung up", SwitchboardTable.Callee, _ => true),
        };
        foreach (var (phase, from, which) in wrong)
        {
            var calls = SwitchboardTable.Phases().Single(p => p.Name == phase).Calls;
            foreach (var command in SwitchboardTable.Commands("x").Where(which))
            {
                Assert.True(Same(calls, SwitchboardTable.Submit(calls, from, command)), $"{phase}: {from} × {command.GetType().Name}");
            }
        }
    }

    [Fact]
    public void CALL_099_grants_reach_members_alone_and_only_after_the_answer()
    {
        foreach (var (phase, calls) in SwitchboardTable.Phases())
        {
            foreach (var (role, party) in SwitchboardTable.Roles())
            {
                foreach (var command in SwitchboardTable.Commands("x"))
                {
                    var decision = SwitchboardTable.Submit(calls, party, command);
                    var entry = decision.Calls.Calls.GetValueOrDefault("call");
                    bool answered = entry is { AnsweredAt: not null, Ending: null };
                    var granted = decision.Deliveries.Where(d => d.Signal is CallSignal.MemberJoined { Grant: not null }).Select(d => d.To).ToList();
                    if (decision.Result is CommandResult.Done { View.Grant: not null })
                    {
                        granted.Add(party);
                    }

                    Assert.All(granted, to => Assert.True(answered && entry!.SeatOf(to) is not null, $"{phase}: {role} × {command.GetType().Name}"));
                }

                var view = calls.Calls.TryGetValue("call", out var call) ? CallViews.For(call, party, TimeSpan.FromSeconds(5), SwitchboardTable.Rules) : null;
                Assert.Equal(phase == "answered" && call!.SeatOf(party) is not null, view?.Grant is not null);
                Assert.True(view is null or { IsMember: true } or { Members.Count: 0, Invitations.Count: 0 } || party == SwitchboardTable.Caller);
            }
        }
    }

    /// <summary>The calls are as they were, but for the answer that is remembered for a retry.</summary>
    private static bool Same(CallSet before, Decision decision)
    {
        if (!decision.Deliveries.IsEmpty || !before.Calls.TryGetValue("call", out var was))
        {
            return false;
        }

        var now = decision.Calls.Calls["call"];
        return now with { Logs = was.Logs } == was
            && now.Logs.Count == was.Logs.Count
            && now.Logs.All(l => was.Logs[l.Key].Revision == l.Value.Revision && was.Logs[l.Key].Ending == l.Value.Ending);
    }
}
