using Calling.Providers;
using Calling.Signaling.Switchboards;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>Calls of two, whatever comes in whatever order, and twice: what must always hold, holds.</summary>
public sealed class InvariantTests
{
    private static readonly CallParty[] Devices = [A, A2, B, B2];
    private static readonly string[] Ids = ["x", "y", "z"];
    private readonly HashSet<(string Call, TimeSpan At)> _due = [];
    private readonly Dictionary<(CallParty, string), (long Revision, bool Ended)> _heard = [];
    private readonly Dictionary<string, int> _responded = [];
    private readonly HashSet<string> _recorded = [];

    [Fact]
    public void CALL_113_anything_in_any_order_and_twice_keeps_every_promise()
    {
        var kinds = new HashSet<string>();
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            _due.Clear();
            _heard.Clear();
            _responded.Clear();
            _recorded.Clear();
            var rules = new SwitchboardRules(new CallLimits()) { SingleDevice = seed % 4 == 0 };
            var calls = CallSet.Empty;
            var now = TimeSpan.FromSeconds(1);
            for (int step = 0; step < 80; step++)
            {
                now += TimeSpan.FromSeconds(random.Next(10) == 0 ? 31 : random.Next(2));
                var command = Next(random, step);
                var decision = Switchboard.Apply(calls, command, now, rules);
                if (command is ServerCommand.Submit(var by, CallCommand.JoinCall { CallId: var joined }) && decision.Result is CommandResult.Done { View.Revision: var revision })
                {
                    // In the call again, whatever it was told before.
                    _heard[(by, joined)] = (revision, false);
                }

                Hear(decision, $"seed {seed}, step {step}, {command}");
                kinds.UnionWith(decision.Deliveries.Select(d => d.Signal.GetType().Name));
                kinds.UnionWith(decision.Calls.Calls.Values.Select(c => c.Ending is null ? "Live" : c.Ending.Cause.ToString()));
                if (command is ServerCommand.Submit)
                {
                    var again = Switchboard.Apply(decision.Calls, command, now, rules);
                    Assert.Empty(again.Deliveries);
                    Assert.Empty(again.Records);
                    Assert.Equal(Word(decision.Result!), Word(again.Result!));
                    decision = again;
                }

                calls = decision.Calls;
                Forget(calls);
                Check(calls, $"seed {seed}, step {step}, {command}");
            }
        }

        // It did get everywhere.
        var all = typeof(CallSignal).GetNestedTypes().Select(t => t.Name).Except([nameof(CallSignal.MemberLeft), nameof(CallSignal.UsersInvited)]);
        Assert.Empty(all.Concat(["Live", "Replaced", "Busy", "NoAnswer", "Rejected", "Cancelled", "HangUp", "PeerLost"]).Except(kinds));
    }

    private static ServerCommand Next(Random random, int step)
    {
        var device = Devices[random.Next(Devices.Length)];
        string call = Ids[random.Next(Ids.Length)];
        string other = device.UserId == "alice" ? "bob" : "alice";
        string id = $"m{step}";
        var media = random.Next(2) == 0 ? CallMedia.Audio : CallMedia.Video;
        var glare = random.Next(5) == 0 ? GlarePolicy.Busy : GlarePolicy.Connect;
        return random.Next(23) switch
        {
            0 => new ServerCommand.DeviceOffline(device, random.Next(2) == 0),
            1 => new ServerCommand.DeviceInterrupted(device),
            2 => new ServerCommand.DeviceRestored(device),
            3 => new ServerCommand.Tick(call),
            4 or 5 => new ServerCommand.DeviceOnline(device, random.Next(5) == 0),
            6 or 7 or 8 => Ask(new CallCommand.PlaceCall(call, id, [other], media, TimeSpan.FromSeconds(30), On) { Glare = glare }),
            9 => Ask(new CallCommand.Alerting(call, id)),
            10 => Ask(new CallCommand.Busy(call, id)),
            11 or 12 => Ask(new CallCommand.AcceptCall(call, id, On)),
            13 => Ask(new CallCommand.RejectCall(call, id, null) { Scope = (RejectScope)random.Next(2) }),
            14 => Ask(new CallCommand.CancelCall(call, id)),
            15 => Ask(new CallCommand.LeaveCall(call, id)),
            16 => Ask(new CallCommand.EndCall(call, id, random.Next(2) == 0 ? EndCause.HangUp : EndCause.NoAnswer, HangUpScope.Self)),
            17 => Ask(new CallCommand.SetMediaState(call, id, new(random.Next(2) == 0, random.Next(2) == 0))),
            18 or 19 => Ask(new CallCommand.AskMedia(call, id, media)),
            20 => Ask(new CallCommand.AnswerMedia(call, id, $"m{random.Next(step + 1)}", random.Next(2) == 0)),
            21 => Ask(new CallCommand.JoinCall(call, id, On)),
            _ => Ask(new CallCommand.QueryCall(call, id)),
        };

        ServerCommand.Submit Ask(CallCommand command) => new(device, command);
    }

    private void Hear(Decision decision, string where)
    {
        foreach (var (to, signal) in decision.Deliveries)
        {
            var (revision, ended) = _heard.GetValueOrDefault((to, signal.CallId));
            Assert.True(signal.Revision == revision + 1, $"{where}: {to} was told {signal} after revision {revision}");
            Assert.True(!ended || signal is CallSignal.Invited, $"{where}: {to} was told {signal} after the end");
            _heard[(to, signal.CallId)] = (signal.Revision, signal is CallSignal.Ended);
            if (signal is CallSignal.Responded)
            {
                _responded[signal.CallId] = _responded.GetValueOrDefault(signal.CallId) + 1;
                Assert.True(_responded[signal.CallId] == 1, $"{where}: a second response");
            }
        }

        _due.UnionWith(decision.Due.Select(d => (d.CallId, d.At)));
        foreach (var record in decision.Records)
        {
            Assert.True(_recorded.Add(record.CallId), $"{where}: a second record");
            Assert.NotNull(decision.Calls.Calls[record.CallId].Ending);
            Assert.Single(record.Invitations);
        }
    }

    /// <summary>A call that the arbiter has forgotten may be placed anew; ids are reused only here.</summary>
    private void Forget(CallSet calls)
    {
        foreach (string id in Ids.Where(id => !calls.Calls.ContainsKey(id)))
        {
            _due.RemoveWhere(d => d.Call == id);
            _recorded.Remove(id);
            _responded.Remove(id);
            foreach (var key in _heard.Keys.Where(k => k.Item2 == id))
            {
                _heard.Remove(key);
            }
        }
    }

    private void Check(CallSet calls, string where)
    {
        foreach (var call in calls.Calls.Values)
        {
            int seats = call.Ending is not null ? 0 : call.AnsweredAt is null ? 1 : 2;
            Assert.True(call.Seats.Length == seats, $"{where}: {call.Seats.Length} seats");
            Assert.True(call.Ending is null == call.EndedAt is null, where);
            Assert.True(call.Details.Media == CallMedia.Video || call.Seats.All(s => !s.Media.CameraOn), $"{where}: a camera in an audio call");
            Assert.True(
                call.MediaRequest is null || (call is { Ending: null, AnsweredAt: not null } && call.Details.Media == CallMedia.Audio),
                $"{where}: a request that cannot be");
            Assert.True(call.NextDeadline is not { } at || _due.Contains((call.CallId, at)), $"{where}: nobody will look again");

            // What was placed is recorded once it has ended; what never was is not: it has no invitation.
            Assert.True(
                _recorded.Contains(call.CallId) == (call.Ending is not null && !call.Invitations.IsEmpty), $"{where}: the record of {call.CallId}");
            foreach (var invitation in call.Invitations.Where(i => i.IsOpen))
            {
                Assert.True(
                    invitation.Rings || invitation.Devices.All(d => d.Ring is DeviceRing.Busy or DeviceRing.Withdrawn),
                    $"{where}: an outcome is due");
            }
        }
    }
}
