using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>Group calls of three to nine, whatever comes in whatever order, and twice: what must always hold, holds (section 9).</summary>
public sealed class GroupInvariantTests
{
    private static readonly string[] s_ids = ["g", "h"];
    private readonly HashSet<(string Call, TimeSpan At)> _due = [];
    private readonly Dictionary<(CallParty Device, string Call), (long Revision, bool Ended)> _heard = [];

    /// <summary>Devices that were told to ring, and neither said anything about it nor were told to stop.</summary>
    private readonly HashSet<(CallParty Device, string Call)> _ringing = [];
    private readonly Dictionary<string, int> _reached = [];

    [Fact]
    public void CALL_080_083_085_087_089_anything_in_any_order_and_twice_keeps_every_promise()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Play(seed);
        }

        // It did get everywhere.
        string[] signals =
        [
            .. typeof(CallSignal).GetNestedTypes().Select(t => t.Name)
                .Except([nameof(CallSignal.MediaRequested), nameof(CallSignal.MediaRequestClosed), nameof(CallSignal.MediaChanged)]),
        ];
        string[] events =
        [
            "LastParticipantLeft", "Removed", "Replaced", "AnsweredElsewhere", "Cancelled", "NoAnswer", "RejectedElsewhere", "Busy", "HangUp", "PeerLost",
            "3 present", "9 present", "full", "invited again", "by the app's rule", "the caller came back", "a removed user was refused",
            "a removed user was invited", "ended for everyone", "the inviter left",
        ];
        Assert.All(signals.Concat(events), what => Assert.True(_reached.GetValueOrDefault(what) >= 10, $"{what}: {_reached.GetValueOrDefault(what)}"));
    }

    private void Play(int seed)
    {
        var random = new Random(seed);
        _due.Clear();
        _heard.Clear();
        _ringing.Clear();

        // One more than may be in a call, two devices each, and one whom the app's rule lets in.
        string[] users = [.. Enumerable.Range(1, 3 + random.Next(8)).Select(n => $"user{n}"), "guest"];
        CallParty[] devices = [.. users.SelectMany(u => new[] { new CallParty(u, "d1"), new CallParty(u, "d2") })];
        var rules = new SwitchboardRules(new CallLimits { MaxParticipants = 9 }) { SingleDevice = seed % 5 == 0, MayJoin = (_, user) => user == "guest" };
        var calls = CallSet.Empty;
        var now = TimeSpan.FromSeconds(1);
        foreach (var device in devices)
        {
            calls = Switchboard.Apply(calls, new ServerCommand.DeviceOnline(device), now, rules).Calls;
        }

        for (int step = 0; step < 150; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(20) == 0 ? 11 : random.Next(2));
            var command = Next(random, step, users, devices, calls);
            string where = $"seed {seed}, step {step}, {command}";
            var decision = Switchboard.Apply(calls, command, now, rules);
            Hear(calls, decision, command, where);
            foreach (string id in s_ids)
            {
                if (decision.Calls.Calls.TryGetValue(id, out var after))
                {
                    Compare(calls.Calls.GetValueOrDefault(id), after, decision, command, where);
                }
            }

            if (command is ServerCommand.Submit)
            {
                var again = Switchboard.Apply(decision.Calls, command, now, rules);
                Assert.True(again.Deliveries.IsEmpty && again.Records.IsEmpty, $"{where}: done twice");
                Assert.Equal(Board.Word(decision.Result!), Board.Word(again.Result!));
                decision = again;
            }

            calls = decision.Calls;
            foreach (string id in s_ids.Where(id => !calls.Calls.ContainsKey(id)))
            {
                Forget(id);
            }

            Assert.All(calls.Calls.Values, call => Check(call, where));
            Assert.All(_ringing, r => Assert.True(calls.Calls[r.Call].InvitationOf(r.Device.UserId) is { IsOpen: true, Rings: true }, $"{where}: {r} rings on"));
        }
    }

    private static ServerCommand Next(Random random, int step, string[] users, CallParty[] devices, CallSet calls)
    {
        string call = s_ids[random.Next(6) == 0 ? 1 : 0];
        string id = $"m{step}";
        var media = new MediaState(random.Next(2) == 0, random.Next(2) == 0);
        var entry = calls.Calls.GetValueOrDefault(call);
        var any = devices[random.Next(devices.Length)];

        // Mostly whoever may; else a stranger, a member in the wrong role, the wrong device.
        bool wild = entry is null || random.Next(4) == 0;
        CallParty member = Either(entry?.Seats.Select(s => s.Party));
        CallParty caller = Either(entry?.Seats.Select(s => s.Party).Where(s => s.UserId == entry.Details.Caller.UserId));
        CallParty ringing = Either(entry?.Invitations.Where(i => i.IsOpen).SelectMany(i => i.Devices.Select(d => new CallParty(i.UserId, d.DeviceId))));
        CallParty removed = Either(devices.Where(d => entry?.Removed.Contains(d.UserId) == true));
        return random.Next(48) switch
        {
            0 => new ServerCommand.DeviceOffline(random.Next(2) == 0 ? member : any, random.Next(2) == 0),
            1 => new ServerCommand.DeviceInterrupted(any),
            2 => new ServerCommand.DeviceRestored(any),
            3 or 4 => new ServerCommand.DeviceOnline(any, random.Next(5) == 0),
            5 or 6 => new ServerCommand.Tick(call),
            7 or 8 or 9 => Ask(any, new CallCommand.PlaceCall(call, id, Some(any, 2 + random.Next(7)), CallMedia.Video, Long(), media) { IsGroup = true, FailFast = random.Next(9) == 0 }),
            10 => Ask(ringing, new CallCommand.Alerting(call, id)),
            11 => Ask(ringing, new CallCommand.Busy(call, id)),
            < 22 => Ask(ringing, new CallCommand.AcceptCall(call, id, media)),
            22 or 23 => Ask(ringing, new CallCommand.RejectCall(call, id, null) { Scope = (RejectScope)random.Next(2) }),
            24 => Ask(caller, new CallCommand.CancelCall(call, id)),
            25 => Ask(any, new CallCommand.LeaveCall(call, id)),
            26 => Ask(any, new CallCommand.EndCall(call, id, EndCause.NoAnswer, HangUpScope.Self)),
            27 => Ask(member, new CallCommand.EndCall(call, id, EndCause.HangUp, HangUpScope.Self)),
            28 => Ask(random.Next(4) == 0 ? caller : member, new CallCommand.EndCall(call, id, EndCause.HangUp, HangUpScope.Everyone)),
            < 35 => Ask(member, new CallCommand.InviteUsers(call, id, Some(member, 1 + random.Next(3)), Long())),
            35 or 36 => Ask(caller, new CallCommand.CancelInvitation(call, id, ringing.UserId)),
            37 or 38 => Ask(caller, new CallCommand.RemoveMember(call, id, member.UserId)),
            < 43 => Ask(any, new CallCommand.JoinCall(call, id, media)),
            43 => Ask(removed, new CallCommand.JoinCall(call, id, media)),
            44 => Ask(member, new CallCommand.SetMediaState(call, id, media)),
            45 => Ask(member, new CallCommand.AskMedia(call, id, CallMedia.Audio)),
            _ => Ask(any, new CallCommand.QueryCall(call, id)),
        };

        CallParty Either(IEnumerable<CallParty>? whoMay) => !wild && whoMay?.ToList() is { Count: > 0 } some ? some[random.Next(some.Count)] : any;
        ServerCommand.Submit Ask(CallParty from, CallCommand command) => new(from, command);
        string[] Some(CallParty by, int count)
        {
            // Mostly only those who are not there: otherwise nobody is invited.
            var there = wild ? new HashSet<string>() : entry!.Present;
            return [.. users.Where(u => u != by.UserId && u != "guest" && !there.Contains(u)).OrderBy(_ => random.Next()).Take(count)];
        }

        TimeSpan Long() => TimeSpan.FromSeconds(10 + random.Next(50));
    }

    private void Hear(CallSet before, Decision decision, ServerCommand command, string where)
    {
        if (command is ServerCommand.Submit(var from, var asked) && decision.Result is CommandResult.Done done)
        {
            if (asked is CallCommand.Busy or CallCommand.AcceptCall or CallCommand.RejectCall or CallCommand.LeaveCall or CallCommand.EndCall or CallCommand.JoinCall)
            {
                _ringing.Remove((from, asked.CallId));
            }

            if (asked is CallCommand.JoinCall && done.View is { IsMember: true, Revision: var revision })
            {
                // In it again, whatever it was told before.
                _heard[(from, asked.CallId)] = (revision, false);
            }
        }

        if (command is ServerCommand.DeviceOffline(var gone, _))
        {
            _ringing.RemoveWhere(r => r.Device == gone);
        }

        foreach (var kicked in decision.Kicked)
        {
            _ringing.RemoveWhere(r => r.Device == kicked);
        }

        foreach (var (to, signal) in decision.Deliveries)
        {
            var (revision, ended) = _heard.GetValueOrDefault((to, signal.CallId));
            Assert.True(signal.Revision == revision + 1, $"{where}: {to} was told {signal} after revision {revision}");
            Assert.True(!ended || signal is CallSignal.Invited, $"{where}: {to} was told {signal} after the end");
            _heard[(to, signal.CallId)] = (signal.Revision, signal is CallSignal.Ended);
            Reach(signal.GetType().Name);
            var (was, now) = (before.Calls.GetValueOrDefault(signal.CallId), decision.Calls.Calls[signal.CallId]);
            switch (signal)
            {
                case CallSignal.Invited:
                    Assert.True(now.Ending is null, $"{where}: it rings after the end");
                    _ringing.Add((to, signal.CallId));
                    break;
                case CallSignal.Ended ended1:
                    _ringing.Remove((to, signal.CallId));
                    Reach(ended1.Ending.Cause.ToString());
                    break;
                case CallSignal.MemberLeft left:
                    Reach(left.Cause.ToString());
                    break;
            }

            // Whoever only rings learns nothing of the others (rule CALL-080).
            Assert.True(
                signal is CallSignal.Invited or CallSignal.Ended || now.SeatOf(to) is not null || was?.SeatOf(to) is not null,
                $"{where}: {to} is no member and was told {signal}");
        }

        _due.UnionWith(decision.Due.Select(d => (d.CallId, d.At)));
        foreach (var record in decision.Records)
        {
            Assert.True(before.Calls.GetValueOrDefault(record.CallId)?.Ending is null, $"{where}: a second record");
            Assert.Equal(decision.Calls.Calls[record.CallId].Invitations.Select(i => i.UserId), record.Invitations.Select(i => i.UserId));
        }
    }

    /// <summary>What one decision may change of a call, and whom it must tell.</summary>
    private void Compare(CallEntry? before, CallEntry after, Decision decision, ServerCommand command, string where)
    {
        var known = before?.Invitations ?? [];
        Assert.True(after.Invitations.Length >= known.Length, $"{where}: an invitation was forgotten");
        Assert.True(before?.Ending is null || (after.Ending == before.Ending && after.Invitations.SequenceEqual(known)), $"{where}: it goes on after the end");
        var told = decision.Deliveries.Where(d => d.Signal.CallId == after.CallId).ToLookup(d => d.To, d => d.Signal);
        var stayed = after.Seats.Where(s => before?.SeatOf(s.Party) is not null).Select(s => s.Party).ToList();
        for (int i = 0; i < known.Length; i++)
        {
            var (was, now) = (known[i], after.Invitations[i]);
            Assert.True(was.UserId == now.UserId && was.Deadline == now.Deadline && was.By == now.By, $"{where}: the invitation of {was.UserId} became another");
            Assert.True(was.IsOpen || was.Response == now.Response, $"{where}: the invitation of {was.UserId} was decided twice");
        }

        // Every member learns each outcome, and each invitation, once.
        string[] decided = [.. Enumerable.Range(0, known.Length).Where(i => known[i].IsOpen && !after.Invitations[i].IsOpen).Select(i => $"{known[i].UserId} {after.Invitations[i].Response}")];
        string[] invited = before is null ? [] : [.. after.Invitations.Skip(known.Length).Select(i => i.UserId)];
        foreach (var member in stayed)
        {
            Assert.Equal(decided.Order(), told[member].OfType<CallSignal.Responded>().Select(r => $"{r.UserId} {r.Response}").Order());
            Assert.Equal(invited, told[member].OfType<CallSignal.UsersInvited>().SelectMany(u => u.UserIds));
        }

        if (invited.Length > 0)
        {
            Reach(known.Any(i => invited.Contains(i.UserId)) ? "invited again" : "invited");
            Reach(before!.Removed.Overlaps(invited) ? "a removed user was invited" : "invited");
        }

        foreach (string user in (before?.Removed ?? []).Except(after.Removed))
        {
            Assert.True(after.Ending is not null || invited.Contains(user), $"{where}: {user} was removed and is not any more");
        }

        Moves(before, after, told, stayed, where);
        Last(before, after, told, decided, where);
        Reached(before, after, decision, command);
    }

    /// <summary>A handover is no leaving and no coming (rule CALL-087).</summary>
    private static void Moves(CallEntry? before, CallEntry after, ILookup<CallParty, CallSignal> told, List<CallParty> stayed, string where)
    {
        foreach (var seat in before?.Seats ?? [])
        {
            if (after.SeatOf(seat.Party) is null && after.SeatOf(seat.Party.UserId) is { } elsewhere)
            {
                Assert.Equal(EndCause.Replaced, Assert.IsType<CallSignal.Ended>(Assert.Single(told[seat.Party])).Ending.Cause);
                Assert.All(stayed, m => Assert.True(
                    told[m].Single() is CallSignal.MemberMoved moved && moved.From == seat.Party && moved.Member.Party == elsewhere.Party, where));
            }
            else if (after.Ending is null && after.SeatOf(seat.Party) is null)
            {
                Assert.All(stayed, m => Assert.Single(told[m].OfType<CallSignal.MemberLeft>(), l => l.Party == seat.Party));
            }
        }
    }

    /// <summary>Only who is alone, with nobody pending, reads that the last one left (rule CALL-085).</summary>
    private static void Last(CallEntry? before, CallEntry after, ILookup<CallParty, CallSignal> told, string[] decided, string where)
    {
        var last = told.Where(d => d.OfType<CallSignal.Ended>().Any(e => e.Ending.Cause == EndCause.LastParticipantLeft)).Select(d => d.Key).ToList();
        if (last.Count > 0)
        {
            Assert.True(before is { AnsweredAt: not null } && before.SeatOf(Assert.Single(last)) is not null, where);
            Assert.True(before.Seats.Length <= 2, $"{where}: {before.Seats.Length} were in it");
            Assert.True(before.Seats.Length == 2 || decided.Length > 0, $"{where}: nothing has happened");
            Assert.DoesNotContain(after.Invitations, i => i.IsOpen);
        }
    }

    private void Reached(CallEntry? before, CallEntry after, Decision decision, ServerCommand command)
    {
        Reach($"{after.Present.Count} present");
        if (command is ServerCommand.Submit(var from, var asked) && asked.CallId == after.CallId)
        {
            string? what = (asked, decision.Result) switch
            {
                (CallCommand.JoinCall, CommandResult.Refused { Code: RefusalCode.InvalidArgument }) => "full",
                (CallCommand.JoinCall, CommandResult.Refused { Code: RefusalCode.NotAllowed }) when after.Removed.Contains(from.UserId) => "a removed user was refused",
                (CallCommand.JoinCall, CommandResult.Done) when after.Joiners.Contains(from.UserId) => "by the app's rule",
                (CallCommand.JoinCall, CommandResult.Done) when before!.SeatOf(from.UserId) is null && from.UserId == after.Details.Caller.UserId => "the caller came back",
                (CallCommand.EndCall { Scope: HangUpScope.Everyone }, CommandResult.Done) when before is { Ending: null, Seats.Length: > 2 } && after.Ending is not null
                    => "ended for everyone",
                _ => null,
            };
            if (what is not null)
            {
                Reach(what);
            }
        }

        if (after.Ending is null && after.Invitations.Any(i => i.IsOpen && i.By is { } by && after.SeatOf(by) is null))
        {
            Reach("the inviter left");
        }
    }

    private void Check(CallEntry call, string where)
    {
        bool waits = call.Invitations.Any(i => i.IsOpen);
        Assert.True(call.Ending is null == call.EndedAt is null, where);
        Assert.True(call.Ending is null || (call.Seats.IsEmpty && !waits), $"{where}: it is over, and somebody is in it or rings");
        Assert.True(call.Ending is not null || !call.Seats.IsEmpty, $"{where}: nobody is in it, and it lives");
        Assert.True(call.Ending is not null || waits || call.Seats.Length > 1, $"{where}: one is alone, and waits for nobody");
        Assert.True(call.Ending is not null || call.AnsweredAt is not null || call.Seats.Length == 1, $"{where}: not answered, and {call.Seats.Length} are in it");
        Assert.True(call.Seats.DistinctBy(s => s.Party.UserId).Count() == call.Seats.Length, $"{where}: two seats of one user");
        Assert.True(call.Seats.DistinctBy(s => s.Entry).Count() == call.Seats.Length, $"{where}: of two members nobody offers");
        Assert.True(call.Invitations.Where(i => i.IsOpen).DistinctBy(i => i.UserId).Count() == call.Invitations.Count(i => i.IsOpen), $"{where}: invited twice at once");
        Assert.True(call.Invitations.All(i => !i.IsOpen || call.SeatOf(i.UserId) is null), $"{where}: who is in it rings");
        Assert.True(call.Present.Count <= 9, $"{where}: {call.Present.Count} are present");
        Assert.True(call.Seats.All(s => !call.Removed.Contains(s.Party.UserId)), $"{where}: a removed user is in it");
        Assert.True(call.MediaRequest is null && (call.Invitations.IsEmpty || call.Details.Media == CallMedia.Video), $"{where}: a group call was switched");
        Assert.True(call.NextDeadline is not { } at || _due.Contains((call.CallId, at)), $"{where}: nobody will look again");
    }

    private void Forget(string call)
    {
        _due.RemoveWhere(d => d.Call == call);
        _ringing.RemoveWhere(r => r.Call == call);
        foreach (var key in _heard.Keys.Where(k => k.Call == call))
        {
            _heard.Remove(key);
        }
    }

    private void Reach(string what) => _reached[what] = _reached.GetValueOrDefault(what) + 1;
}
