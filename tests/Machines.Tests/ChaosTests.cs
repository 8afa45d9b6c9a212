namespace Calling.MachineTests;

/// <summary>Random calls over a network that shuffles and duplicates everything; whatever happens, the rules' invariants hold.</summary>
public sealed class ChaosTests
{
    private static readonly string[] Users = ["alice", "bob", "carol"];

    [Fact]
    public void CALL_113_any_order_and_any_copies_leave_everybody_in_agreement()
    {
        var seen = new Dictionary<string, int>();
        for (int seed = 0; seed < 3_000; seed++)
        {
            try
            {
                foreach (string word in Run(seed).Split([' ', '\n']))
                {
                    seen[word] = seen.GetValueOrDefault(word) + 1;
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }

        // It proves something only if it gets everywhere.
        Assert.All(
            ["Connected", "bob:Accepted", "bob:Rejected", "bob:Busy", "bob:NoAnswer", "bob:Cancelled", "bob:cam", "Ended(RemoteHangUp", "Ended(Replaced"],
            word => Assert.True(seen.GetValueOrDefault(word) >= 100, $"{word}: {seen.GetValueOrDefault(word)}"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        Assert.Equal(Run(17), Run(17));
    }

    [Fact]
    public void CALL_110_outages_restarts_and_sign_outs_leave_everybody_in_agreement()
    {
        var seen = new Dictionary<string, int>();
        for (int seed = 0; seed < 2_000; seed++)
        {
            try
            {
                foreach (string word in Run(seed, outages: true).Split([' ', '\n']))
                {
                    seen[word] = seen.GetValueOrDefault(word) + 1;
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }

        Assert.All(
            ["Connected", "!LineInterrupted", "!LineRestored", "Ended(PeerLost)", "Ended(ConnectionLost)", "Ended(LoggedOut", "bob:Accepted", "bob:Busy"],
            word => Assert.True(seen.GetValueOrDefault(word) >= 40, $"{word}: {seen.GetValueOrDefault(word)}"));
    }

    [Fact]
    public void CALL_055_060_070_several_devices_and_every_policy_leave_everybody_in_agreement()
    {
        var seen = new Dictionary<string, int>();
        for (int seed = 0; seed < 2_000; seed++)
        {
            try
            {
                foreach (string word in Run(seed, outages: seed % 2 == 0, devices: 2).Split([' ', '\n']))
                {
                    seen[word] = seen.GetValueOrDefault(word) + 1;
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }

        Assert.All(
            [
                "Connected", "Ended(AnsweredElsewhere", "Ended(RejectedElsewhere", "Ended(Replaced", "bob:Busy", "bob:Rejected", "Video(by",
                "Audio(by", "requestRefused", "requestWithdrawn", "bob:asksVideo",
            ],
            word => Assert.True(seen.GetValueOrDefault(word) >= 40, $"{word}: {seen.GetValueOrDefault(word)}"));
    }

    private static string Run(int seed, bool outages = false, int devices = 1)
    {
        var random = new Random(seed);
        var loop = new Loop(seed);
        CallingOptions Options() => new()
        {
            OutgoingConflict = (OutgoingConflict)random.Next(2),
            BusyPolicy = devices == 1 ? BusyPolicy.RejectBusy : (BusyPolicy)random.Next(3),
            Glare = devices > 1 && random.Next(6) == 0 ? GlarePolicy.Busy : GlarePolicy.Connect,
            SwitchConsent = (SwitchConsent)random.Next(2),
            IncomingRingTimeout = devices > 1 && random.Next(3) == 0 ? TimeSpan.FromSeconds(1 + random.Next(20)) : null,
        };
        return Run(random, loop, outages, [.. Users.SelectMany(u => Enumerable.Range(1, devices).Select(d => loop.Add(u, $"d{d}", Options())))]);
    }

    private static string Run(Random random, Loop loop, bool outages, Device[] devices)
    {
        for (int step = 0; step < 60; step++)
        {
            Act(random, loop, devices[random.Next(devices.Length)]);
            if (outages && random.Next(3) == 0)
            {
                loop.Disturb(random, devices[random.Next(devices.Length)]);
            }

            for (int i = random.Next(4); i > 0 && loop.InFlight > 0; i--)
            {
                loop.Step();
            }

            if (random.Next(10) == 0)
            {
                loop.Advance(TimeSpan.FromSeconds(random.Next(20)));
            }

            Check(devices);
        }

        loop.Advance(TimeSpan.FromSeconds(60));
        Check(devices);
        Agree(loop, devices);
        return string.Join('\n', devices.SelectMany(d => d.Traces.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{d.Party} {t.Key}: {d.Trace(t.Key)}")));
    }

    private static void Act(Random random, Loop loop, Device device)
    {
        var lives = device.Client.Live.Select(c => c.CallId).Order(StringComparer.Ordinal).ToList();
        string? live = lives.Count == 0 ? null : lives[random.Next(lives.Count)];
        if (live is not null && device.Call(live).State == CallState.Connected && random.Next(2) == 0)
        {
            Switch(random, device, live);
            return;
        }

        switch (random.Next(18))
        {
            case 0 or 1 or 2:
                device.Place(Users[random.Next(Users.Length)], (CallMedia)random.Next(2));
                break;

            case 3 or 4 when live is not null && device.Call(live).State == CallState.Incoming:
                device.Accept(live);
                break;
            case 5 when live is not null:
                device.Reject(live, scope: (RejectScope)random.Next(2));
                break;
            case 6 when live is not null:
                device.TryCancel(live);
                break;
            case 7 when live is not null:
                device.HangUp(live);
                break;
            case 8 or 11 or 12 or 13 or 14 or 15 when live is not null:
                device.Microphone(live, random.Next(2) == 0);
                break;
            case 9 when live is not null:
                device.Release(live);
                break;
            case 10:
                loop.SendSnapshot(device);
                break;
        }
    }

    private static void Switch(Random random, Device device, string call)
    {
        if (device.Call(call).MediaRequest is { } request && request.UserId != device.Party.UserId)
        {
            device.Answer(call, random.Next(2) == 0, random.Next(2) == 0);
        }
        else
        {
            device.Ask(call, random.Next(3) == 0 ? CallMedia.Audio : CallMedia.Video, random.Next(2) == 0);
        }
    }

    /// <summary>At every moment: the end comes once and last, nobody is in a call without their own consent, media only then.</summary>
    private static void Check(Device[] devices)
    {
        foreach (var device in devices)
        {
            foreach (var (callId, trace) in device.Traces)
            {
                int end = trace.FindIndex(e => e.StartsWith("Ended", StringComparison.Ordinal));
                Assert.True(end < 0 || end == trace.Count - 1, $"{device.Party} {callId}: {device.Trace(callId)}");
                Assert.Equal(1, trace.Count(e => e.StartsWith("Ended", StringComparison.Ordinal)) + (end < 0 ? 1 : 0));
                Assert.True(trace.Count(e => e.Contains(":Accepted", StringComparison.Ordinal)) <= 1);
                Assert.True(trace.Count(e => e.StartsWith('+')) <= 1);
                if (trace.Contains("Connecting"))
                {
                    Assert.Contains(callId, device.Consented);
                }

                if (end >= 0)
                {
                    Assert.DoesNotContain(callId, device.MediaOpen);
                }
            }

            Assert.True(device.Client.Live.Count(c => c.IsAnswered) <= 1, "one call with media per device");
            Assert.All(device.Client.Live, c => Assert.True(c.Details.Media == CallMedia.Video || !c.LocalMedia.CameraOn, "no camera in an audio call"));
        }
    }

    /// <summary>Once all is quiet: a call is up for both or over for both, the arbiter agrees, every operation was answered.</summary>
    private static void Agree(Loop loop, Device[] devices)
    {
        Assert.Equal(0, loop.InFlight);
        foreach (var device in devices)
        {
            Assert.DoesNotContain(device.Operations, o => o.Value is null);
            foreach (var call in device.Client.Live)
            {
                Assert.True(call.State == CallState.Connected, $"{device.Party} {call.CallId} is {call.State}: {device.Trace(call.CallId)}");
                var entry = loop.Calls.Calls[call.CallId];
                Assert.Null(entry.Ending);
                Assert.NotNull(entry.SeatOf(device.Party));
                Assert.Equal(2, devices.Count(d => d.Client.Calls.TryGetValue(call.CallId, out var other) && other.IsLive));
                foreach (var peer in devices.Where(d => d != device && d.Client.Calls.TryGetValue(call.CallId, out var c) && c.IsLive))
                {
                    Assert.Equal(call.LocalMedia, peer.Call(call.CallId).PeerOf(device.Party)!.Media);
                }
            }
        }

        foreach (var entry in loop.Calls.Calls.Values.Where(c => c.Ending is null))
        {
            Assert.Equal(2, entry.Seats.Length);
        }
    }
}
