using System.Text.RegularExpressions;
using Calling.Machines;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>Random group calls of three to nine over a network that shuffles and duplicates everything; whatever happens, the rules' invariants hold.</summary>
public sealed partial class GroupChaosTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void CALL_080_085_087_110_113_any_order_any_copies_and_outages_leave_everybody_in_agreement(int devices, bool outages)
    {
        var seen = new Dictionary<string, int>();
        for (int seed = 0; seed < 300; seed++)
        {
            try
            {
                foreach (string word in Run(seed, devices, outages).Split([' ', '\n']))
                {
                    string plain = User().Replace(word, "u");
                    seen[plain] = seen.GetValueOrDefault(plain) + 1;
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }

        // It proves something only if it gets everywhere.
        string[] everywhere =
        [
            "Connected", "u:Accepted", "u:Rejected", "u:NoAnswer", "u:Cancelled", "u:Busy", "u?(u)", "+u", "-u(RemoteHangUp)", "-u(Removed)",
            "Ended(Removed", "Ended(LastParticipantLeft)", "Ended(RemoteCancel", "Ended(RemoteHangUp", "full", "back", "joined",
        ];
        string[] further = devices == 1 ? [] : ["Ended(AnsweredElsewhere", "Ended(Replaced", "u~Reconnecting", "u~Joined"];
        string[] broken = outages ? ["!LineInterrupted", "!LineRestored", "-u(PeerLost)", "Ended(ConnectionLost)", "Ended(LoggedOut"] : [];
        Assert.All([.. everywhere, .. further, .. broken], word => Assert.True(seen.GetValueOrDefault(word) > 2, $"{word}: {seen.GetValueOrDefault(word)}"));
    }

    private static string Run(int seed, int perUser, bool outages)
    {
        var random = new Random(seed);
        int most = 3 + random.Next(7);
        var loop = new Loop(seed, most);
        string[] users = [.. Enumerable.Range(1, 3 + random.Next(7)).Select(n => $"user{n}"), "guest"];
        Device[] devices = [.. users.SelectMany(u => Enumerable.Range(1, perUser).Select(d => loop.Add(u, $"d{d}", Options())))];
        var words = new List<string>();
        for (int step = 0; step < 80; step++)
        {
            Act(random, loop, devices[random.Next(devices.Length)], users);
            if (outages && random.Next(4) == 0)
            {
                loop.Disturb(random, devices[random.Next(devices.Length)]);
            }

            for (int i = random.Next(12); i > 0 && loop.InFlight > 0; i--)
            {
                loop.Step();
            }

            if (random.Next(15) == 0)
            {
                loop.Advance(TimeSpan.FromSeconds(random.Next(20)));
            }

            Check(devices);
            words.AddRange(loop.Calls.Calls.Values.SelectMany(c => Seen(c, most)));
        }

        loop.Advance(TimeSpan.FromSeconds(120));
        Check(devices);
        Agree(loop, devices, outages);
        return string.Join('\n', words.Concat(devices.SelectMany(d => d.Traces.Select(t => d.Trace(t.Key)))));

        CallingOptions Options() => new()
        {
            OutgoingConflict = (OutgoingConflict)random.Next(2),
            BusyPolicy = random.Next(3) == 0 ? (BusyPolicy)random.Next(3) : BusyPolicy.RejectBusy,
        };
    }

    private static IEnumerable<string> Seen(CallEntry call, int most)
    {
        if (call.Seats.Length == most)
        {
            yield return "full";
        }

        if (!call.Joiners.IsEmpty)
        {
            yield return "joined";
        }

        if (call.Seats.Any(s => call.InvitationOf(s.Party.UserId) is { Response: not CallResponse.Accepted }))
        {
            yield return "back";
        }
    }

    private static void Act(Random random, Loop loop, Device device, string[] users)
    {
        var lives = device.Client.Live.Where(c => !c.Hidden).Select(c => c.CallId).Order(StringComparer.Ordinal).ToList();
        string? live = lives.Count == 0 ? null : lives[random.Next(lives.Count)];
        string[] running = [.. loop.Calls.Calls.Values.Where(c => c.Ending is null).Select(c => c.CallId).Order(StringComparer.Ordinal)];
        string user = users[random.Next(users.Length)];
        switch (random.Next(30))
        {
            case 0 when running.Length < 2:
            case 1 when running.Length == 0:
                device.PlaceGroup(Some(2 + random.Next(7)), (CallMedia)random.Next(2));
                break;
            case 2 when random.Next(8) == 0:
                device.Place(user);
                break;
            case < 12 when live is not null && device.Call(live).State == CallState.Incoming:
                device.Accept(live);
                break;
            case 12 or 13 when live is not null:
                device.Reject(live, scope: (RejectScope)random.Next(2));
                break;
            case 14 when live is not null:
                device.TryCancel(live);
                break;
            case 15 when live is not null:
                device.HangUp(live);
                break;
            case 16 when live is not null && device.Call(live).Details.Caller.UserId == device.Party.UserId:
                device.EndForEveryone(live);
                break;
            case 17 or 18 or 19 or 20 when live is not null:
                device.Invite(live, Some(1 + random.Next(3)));
                break;
            case 21 when live is not null:
                device.CancelInvitation(live, user);
                break;
            case 22 when live is not null:
                device.Remove(live, user);
                break;
            case 23 or 24 or 25 when running.Length > 0:
                string wanted = running[random.Next(running.Length)];
                if (!device.Client.Live.Any(c => c.CallId == wanted))
                {
                    device.Join(wanted);
                }

                break;
            case 26 when live is not null:
                device.Microphone(live, random.Next(2) == 0);
                break;
            case 27 when live is not null && random.Next(3) == 0:
                device.Release(live);
                break;
            case 28:
                loop.SendSnapshot(device);
                break;
        }

        string[] Some(int count) => [.. users.Where(u => u != device.Party.UserId && u != "guest").OrderBy(_ => random.Next()).Take(count)];
    }

    /// <summary>At every moment: each user's events come in their order, each once, the end comes last, and media only by one's own consent.</summary>
    private static void Check(Device[] devices)
    {
        foreach (var device in devices)
        {
            foreach (var (callId, trace) in device.Traces)
            {
                string where = $"{device.Party} {callId}: {device.Trace(callId)}";
                int end = trace.FindIndex(e => e.StartsWith("Ended", StringComparison.Ordinal));
                Assert.True(end < 0 || end == trace.Count - 1, where);
                Assert.True(end < 0 || !device.MediaOpen.Contains(callId), where);
                Assert.DoesNotContain(device.Party.UserId, trace.Select(WhoseEvent));
                foreach (var events in trace.GroupBy(WhoseEvent).Where(g => g.Key is not null))
                {
                    // Invited, then answered; joined, perhaps lost and back, then left: each in turn.
                    string kinds = string.Concat(events.Select(e => e.Contains(':') ? ':' : e.Contains('?') ? '?' : e.EndsWith("~Joined", StringComparison.Ordinal) ? '=' : e.Contains('~') ? '~' : e[0]));
                    Assert.True(Invitations().IsMatch(OnlyOf(kinds, "?:")), where);
                    Assert.True(Presence().IsMatch(OnlyOf(kinds, "+-~=")), where);
                }
            }

            Assert.True(device.Client.Live.Count(c => c.IsAnswered) <= 1, "one call with media per device");
            Assert.All(device.Client.Live.Where(c => c.IsAnswered), c => Assert.Contains(c.CallId, device.Consented));
            Assert.All(device.Client.Live.Where(c => !c.Hidden), c => Assert.True(c.Peers.All(p => p.UserId != c.Self.UserId), "nobody is one's own peer"));
            Assert.All(device.Client.Live.Where(c => !c.Hidden), c => Assert.True(c.Details.Media == CallMedia.Video || !c.LocalMedia.CameraOn, "no camera in an audio call"));
        }
    }

    /// <summary>Once all is quiet: who is in a call is so for everybody and with media of everybody, and each outcome was told to each member once.</summary>
    private static void Agree(Loop loop, Device[] devices, bool outages)
    {
        Assert.Equal(0, loop.InFlight);
        foreach (var device in devices)
        {
            Assert.DoesNotContain(device.Operations, o => o.Value is null);
            foreach (var call in device.Client.Live)
            {
                string where = $"{device.Party} {call.CallId} is {call.State}: {device.Trace(call.CallId)}";
                Assert.True(call.State == CallState.Connected, where);
                var entry = loop.Calls.Calls[call.CallId];
                Assert.True(entry.Ending is null && entry.SeatOf(device.Party) is not null, where);
                foreach (var seat in entry.Seats.Where(s => s.Party != device.Party))
                {
                    var peer = call.PeerOf(seat.Party);
                    Assert.True(peer is { State: ParticipantState.Joined } || (outages && peer is { GivenUp: true }), $"{where}: without {seat.Party}");
                    var other = devices.Single(d => d.Party == seat.Party).Client.Calls[call.CallId];
                    Assert.True(peer.GivenUp || peer.Media == other.LocalMedia, $"{where}: the media of {seat.Party}");
                    Assert.True(other.PeerOf(device.Party) is { } self && self.Offers != peer.Offers, $"{where}: who offers to whom, of {seat.Party}: {devices.Single(d => d.Party == seat.Party).Trace(call.CallId)}");
                }

                Assert.True(call.Peers.All(p => !p.IsMember || entry.SeatOf(p.UserId)?.Party.DeviceId == p.DeviceId), $"{where}: with somebody who left");
                Outcomes(device, call, entry, where);
            }
        }

        foreach (var entry in loop.Calls.Calls.Values.Where(c => c.Ending is null))
        {
            Assert.InRange(entry.Seats.Length, 2, 9);
            Assert.DoesNotContain(entry.Invitations, i => i.IsOpen);
            Assert.All(entry.Seats, s => Assert.True(devices.Single(d => d.Party == s.Party).Client.Calls[entry.CallId].IsLive));
        }
    }

    /// <summary>Rule CALL-080: who was there from the beginning, or answered, has read every outcome; who joined has read the later ones.</summary>
    private static void Outcomes(Device device, CallModel call, CallEntry entry, string where)
    {
        var trace = device.Traces[call.CallId];
        bool all = trace.Contains("Connecting");
        foreach (string user in entry.Users.Where(u => u != device.Party.UserId))
        {
            string[] told = [.. trace.Where(e => e.StartsWith(user + ":", StringComparison.Ordinal)).Select(e => e[(user.Length + 1)..]).Where(IsResponse)];
            string[] decided = [.. entry.Invitations.Where(i => i.UserId == user).Select(i => i.Response!.Value.ToString())];
            Assert.True(all ? told.SequenceEqual(decided) : decided.TakeLast(told.Length).SequenceEqual(told), $"{where}: {user} {string.Join(' ', decided)}");
        }
    }

    private static bool IsResponse(string word) => Enum.TryParse<CallResponse>(word, out _);

    private static string OnlyOf(string kinds, string some) => string.Concat(kinds.Where(some.Contains));

    /// <summary>Of whom an event of a participant is; null for other events.</summary>
    private static string? WhoseEvent(string word) => Participant().Match(word) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"user\d+|guest")]
    private static partial Regex User();

    [GeneratedRegex(@"^[+-]?(user\d+|guest)(?:[?~(]|$|:(?:Accepted|Rejected|Busy|NoAnswer|Unreachable|Cancelled))")]
    private static partial Regex Participant();

    // The first answer may be to an invitation that came before this session.
    [GeneratedRegex(@"^:?(\?:)*\??$")]
    private static partial Regex Invitations();

    [GeneratedRegex(@"^(\+(~=)*~?-)*(\+(~=)*~?)?$")]
    private static partial Regex Presence();
}
