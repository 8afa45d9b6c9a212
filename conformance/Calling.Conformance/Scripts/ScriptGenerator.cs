using System.Collections.Immutable;

namespace Calling.Conformance.Scripts;

/// <summary>Chooses what happens next, by what the devices see: a step that can do something, now and then one that comes too late.</summary>
/// <param name="seed">The same seed makes the same script.</param>
/// <param name="declared">Nothing is done that the provider does not declare.</param>
/// <param name="isVirtual">Whether time may pass that is long for somebody who waits.</param>
/// <param name="crowd">How many people there may be at most where there are group calls; none if fewer than 3.</param>
/// <param name="crowds">In how many of 100 scripts there are so many.</param>
/// <param name="decides">Whether somebody decides between steps that cross in one call; where nobody does, how they meet is not to be foreseen.</param>
internal sealed class ScriptGenerator(int seed, CallCapabilities declared, bool isVirtual, int crowd = 0, int crowds = 15, bool decides = true)
{
    /// <summary>Without these there are no group calls in a script.</summary>
    public const CallCapabilities Groups = CallCapabilities.Group | CallCapabilities.InviteeOutcomes;
    private static readonly Target[] Targets = Enum.GetValues<Target>();
    private readonly Random _random = new(seed);
    private int _texts;

    /// <summary>Makes a script by playing it on the mock.</summary>
    /// <param name="groups">How many groups of steps.</param>
    /// <param name="races">In how many of them steps race.</param>
    public Script Make(int groups, int races)
    {
        var devices = Devices();
        List<Step> steps = [];
        using var run = new MockRun([.. devices.Select(d => d.OnASoundLine)], declared, Reference.Pace);
        for (int i = 0; i < groups; i++)
        {
            var group = Next(run.Cast, mayRace: races > 0);
            races -= group.Count > 1 ? 1 : 0;
            run.Perform(group, Delivery.Of(group.Count)[^1]);
            steps.AddRange(group);
        }

        return new Script(seed, devices, [.. steps]);
    }

    /// <summary>What it begins with.</summary>
    public int Seed => seed;

    public ImmutableList<DeviceSettings> Devices()
    {
        List<(string User, string Device)> who = [("alice", Person.Phone), ("bob", Person.Phone)];
        if (Has(CallCapabilities.MultiDevice) && Chance(40))
        {
            who.Add(("bob", "tablet"));
        }

        if (crowd > 2 && Has(Groups) && Chance(crowds))
        {
            int people = 3 + _random.Next(crowd - 2);
            who.AddRange(Circle.Names.Take(people).Skip(2).Select(name => (name, Person.Phone)));
        }
        else if (Chance(50))
        {
            who.Add(("carol", Person.Phone));
        }

        return [.. who.Select(w => Settings(w.User, w.Device))];
    }

    /// <summary>The next step, or a few that race.</summary>
    /// <param name="cast">What is.</param>
    /// <param name="mayRace">Whether steps may race.</param>
    public IReadOnlyList<Step> Next(Cast cast, bool mayRace = true)
    {
        if (mayRace && Chance(20) && Race(cast) is { Count: > 1 } race)
        {
            return [race[0] with { Meeting = _random.Next() }, .. race.Skip(1).Select(step => step with { Races = true })];
        }

        while (true)
        {
            if (Single(cast, Pick(cast.Actors)) is { } step)
            {
                return [step];
            }
        }
    }

    private DeviceSettings Settings(string user, string device) => new(user, device)
    {
        OutgoingConflict = Chance(25) ? OutgoingConflict.ReplaceCurrent : default,
        BusyPolicy = Chance(30) ? Pick([BusyPolicy.Surface, BusyPolicy.EndCurrent]) : default,
        Glare = Has(CallCapabilities.Glare) && Chance(15) ? GlarePolicy.Busy : default,
        SwitchConsent = Has(CallCapabilities.MediaSwitch) && Chance(25) ? Pick(Enum.GetValues<SwitchConsent>()) : default,
        IncomingRingTimeout = Has(CallCapabilities.RingLifetime) && Chance(15) ? TimeSpan.FromSeconds(isVirtual ? 5 : 60) : null,

        // On a busy machine a whole script may take longer than a call usually rings.
        RingTimeout = isVirtual ? null : TimeSpan.FromSeconds(60),
        Delay = Chance(15) ? TimeSpan.FromMilliseconds(10 + _random.Next(30)) : default,
        Doubled = Chance(15),
    };

    private Step? Single(Cast cast, Actor actor)
    {
        if (!actor.IsSignedIn)
        {
            // Without OfflineInvite nothing says whether who comes while it rings is rung (rule CALL-013).
            return Has(CallCapabilities.OfflineInvite) || !IsCalled(cast, actor) ? Do(actor, Act.SignIn) : null;
        }

        if (Chance(3))
        {
            return Do(actor, Act.SignOut);
        }

        if (isVirtual && Chance(3))
        {
            return new Step("", Act.Pass) { Time = TimeSpan.FromSeconds(Pick([1, 7, 31])) };
        }

        var live = Live(actor);
        if (live.Count > 0 && !Chance(6))
        {
            var (target, call) = Pick(live);
            return InCall(cast, actor, target, call);
        }

        if (IsCrowd(cast) && Chance(45))
        {
            return Chance(25) ? Join(cast, actor) : GroupPlace(cast, actor);
        }

        if (Chance(10) && Targets.Where(t => actor.Find(t) is { Snapshot.State: CallState.Ended }).ToArray() is { Length: > 0 } over)
        {
            return TooLate(actor, Pick(over));
        }

        // Without RingLifetime two timers race for the callee's reason (rule CALL-046), and the mock's always fall alike.
        return Chance(4) && Has(CallCapabilities.RingLifetime) ? Place(cast, actor, Act.RingOut) : Place(cast, actor, Act.Place);
    }

    private List<Step>? Race(Cast cast)
    {
        int most = Chance(10) ? 3 : 2;
        var idle = cast.Actors.Where(a => a.IsSignedIn && Live(a).Count == 0).ToList();
        if (idle.Select(a => a.Settings.User).Distinct().Count() > 1 && Chance(60))
        {
            var first = Pick(idle);
            var second = Pick(idle.Where(a => a.Settings.User != first.Settings.User).ToList());
            return
            [
                Place(cast, first, Act.Place) with { Callee = second.Settings.User },
                Place(cast, second, Act.Place) with { Callee = Chance(80) ? first.Settings.User : Pick(Others(second)) },
            ];
        }

        var calls = cast.Actors.Where(a => a.IsSignedIn)
            .SelectMany(a => Live(a).Select(l => (Actor: a, l.Target, l.Call)))
            .GroupBy(l => l.Call.CallId)
            .Where(g => g.Count() > 1)
            .OrderBy(g => cast.Actors.TakeWhile(a => a != g.First().Actor).Count())
            .ToList();
        return calls.Count == 0 || !decides
            ? null
            : [.. Pick(calls).OrderBy(_ => _random.Next()).Take(most).Select(l => InCall(cast, l.Actor, l.Target, l.Call)).Where(s => s.Act != Act.Leave)];
    }

    private static List<(Target Target, ICallSession Call)> Live(Actor actor) =>
    [
        .. Targets.Select(t => (t, actor.Find(t)!))
            .Where(l => l.Item2 is { } call && call.Snapshot.State != CallState.Ended)
            .DistinctBy(l => l.Item2),
    ];

    private static bool IsCalled(Cast cast, Actor actor) => cast.Actors.SelectMany(Live).Any(l =>
        l.Call.Snapshot is { State: CallState.Dialing or CallState.Ringing } call && call.Callees.Contains(cast.IdOf(actor.Settings.User)));

    private bool IsCrowd(Cast cast) => crowd > 2 && Has(Groups) && cast.Actors.Any(a => a.Settings.User == "carol");

    private Step GroupPlace(Cast cast, Actor actor)
    {
        var others = People(cast, actor);
        return Do(actor, Act.GroupPlace) with { Callee = Some(others, 1 + _random.Next(others.Count)), Video = Chance(50) };
    }

    private Step? Join(Cast cast, Actor actor) =>
        Has(CallCapabilities.JoinById) && cast.Actors.Where(a => a != actor && a.Find(Target.Out) is not null).ToList() is { Count: > 0 } callers
            ? Do(actor, Act.Join) with { Callee = Pick(callers).Settings.Name }
            : null;

    private static List<string> People(Cast cast, Actor actor) =>
        [.. cast.Actors.Select(a => a.Settings.User).Where(u => u != actor.Settings.User).Distinct()];

    private string Some(IReadOnlyList<string> of, int count) => string.Join(' ', of.OrderBy(_ => _random.Next()).Take(count).ToList());

    /// <summary>What is done in a group call that is up, or that the caller waits in; null for what is done in any call.</summary>
    private Step? InGroup(Cast cast, Actor actor, ICallSession call)
    {
        if (call.Snapshot is not { IsGroup: true, State: not CallState.Incoming } || !Chance(50))
        {
            return null;
        }

        var others = People(cast, actor);
        return _random.Next(100) switch
        {
            < 40 when Has(CallCapabilities.InviteDuringCall) => Do(actor, Act.Invite) with { Callee = Some(others, Chance(80) ? 1 : 2) },
            < 55 when Has(CallCapabilities.CancelInvitee) => Do(actor, Act.CancelInvitation) with { Callee = Whom(ParticipantState.Invited, ParticipantState.Ringing) },
            < 80 when Has(CallCapabilities.RemoveParticipant) => Do(actor, Act.Remove) with { Callee = Whom(ParticipantState.Joined) },
            _ when Has(CallCapabilities.EndForEveryone) => Do(actor, Act.HangUpEveryone, data: true),
            _ => null,
        };

        string Whom(params ParticipantState[] states) =>
            call.Snapshot.Participants.Where(p => states.Contains(p.State)).Select(p => cast.NameOf(p.UserId)).ToList() is { Count: > 0 } fitting && Chance(80)
                ? Pick(fitting)
                : Pick(others);
    }

    private Step InCall(Cast cast, Actor actor, Target target, ICallSession call) =>
        InGroup(cast, actor, call) is { } step ? step with { Target = target } : InCall(actor, target, call);

    private Step InCall(Actor actor, Target target, ICallSession call) => (call.Snapshot switch
    {
        { State: CallState.Incoming } => _random.Next(100) switch
        {
            < 62 => Do(actor, Act.Accept, data: true),
            < 78 => Do(actor, Act.Reject, data: true),
            < 86 => Do(actor, Act.Reject, data: true) with { Yes = Has(CallCapabilities.RejectSync) },
            < 93 => Do(actor, Act.HangUp, data: true),
            _ => Do(actor, Act.Leave),
        },
        { State: CallState.Dialing or CallState.Ringing } => _random.Next(100) switch
        {
            < 65 => Do(actor, Act.Cancel, data: true),
            < 92 => Do(actor, Act.HangUp, data: true),
            _ => Do(actor, Act.Leave),
        },
        { MediaRequest: { } request } when Has(CallCapabilities.MediaSwitch) && Chance(60) => Do(actor, Act.Answer) with { Yes = Chance(65) },
        var up => _random.Next(100) switch
        {
            < 45 => Do(actor, Act.HangUp, data: true),
            < 50 => Do(actor, Act.Cancel),
            < 54 => Do(actor, Act.Leave),
            < 66 => Do(actor, Act.Microphone) with { Yes = !up.LocalMedia.MicrophoneOn },
            < 78 => Do(actor, Act.Camera) with { Yes = !up.LocalMedia.CameraOn },
            _ when Has(CallCapabilities.MediaSwitch) => Do(actor, Act.Ask) with { Video = up.Media == CallMedia.Audio || Chance(10) },
            _ => Do(actor, Act.HangUp, data: true),
        },
    }) with { Target = target };

    private Step TooLate(Actor actor, Target target) =>
        Do(actor, Pick([Act.Accept, Act.Reject, Act.Cancel, Act.HangUp, Act.Microphone, Act.Leave])) with { Target = target };

    private Step Place(Cast cast, Actor actor, Act act) => Do(actor, act) with
    {
        Callee = Pick(Others(actor).Where(u => Chance(15) || cast.Actors.Any(a => a.Settings.User == u)).DefaultIfEmpty("alice" == actor.Settings.User ? "bob" : "alice").ToList()),
        Video = Chance(50),
        Data = Has(CallCapabilities.Attachment) && Chance(20) ? Text() : null,
    };

    private Step Do(Actor actor, Act act, bool data = false) =>
        new(actor.Settings.Name, act) { Data = data && Has(CallCapabilities.CallData) && Chance(25) ? Text() : null };

    private string Text() => ++_texts % 3 == 0 ? $"{{\"n\": {_texts}}}" : $"Grüße {_texts} \U0001F44B";

    private static List<string> Others(Actor actor) => [.. Cast.Users.Where(u => u != actor.Settings.User)];

    private bool Has(CallCapabilities capability) => declared.HasFlag(capability);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
