using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>Scripted faults of media and of the devices that capture it. What returns a disposable lasts until that is disposed.</summary>
public sealed class MockMediaFaults
{
    private readonly MediaHub _hub;
    private readonly object _gate = new();
    private readonly List<(MockTarget Target, TimeSpan? Delay)> _connects = [];
    private readonly List<(MockTarget Target, MockTarget Other)> _interruptions = [];
    private readonly List<(MockTarget Target, double Loss, TimeSpan RoundTrip)> _impairments = [];
    private readonly List<(MockTarget Target, MediaKind Kind, string Reason)> _missing = [];

    internal MockMediaFaults(MediaHub hub) => _hub = hub;

    /// <summary>Paths from and to these devices do not come up; answered calls then end <c>ConnectFailed</c> (rule CALL-045).</summary>
    /// <param name="target">Whose.</param>
    public IDisposable NeverConnect(MockTarget target = default) => Add(_connects, (target, null));

    /// <summary>Paths from and to these devices take their time to come up.</summary>
    /// <param name="target">Whose.</param>
    /// <param name="delay">How long, from when both sides are ready; the longest that applies counts.</param>
    public IDisposable ConnectAfter(MockTarget target, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return Add(_connects, (target, delay));
    }

    /// <summary>Nothing gets through from and to these devices: both sides of a path that is up notice at once (rule CALL-111).</summary>
    /// <param name="target">Whose.</param>
    /// <returns>Dispose to restore: both sides are connected again.</returns>
    public IDisposable Interrupt(MockTarget target = default) => Interrupt(target, MockTarget.Everybody);

    /// <summary>Nothing gets through between some devices and others; their paths to everybody else stay.</summary>
    /// <param name="target">The ones.</param>
    /// <param name="other">The others.</param>
    /// <returns>Dispose to restore.</returns>
    public IDisposable Interrupt(MockTarget target, MockTarget other) => Add(_interruptions, (target, other));

    /// <summary>
    /// Paths from and to these devices lose and delay: both sides are told when that changes how good the path is (rule CALL-126). So much
    /// of everything is lost, evenly; the delay is measured, and delays no frame.
    /// </summary>
    /// <param name="target">Whose.</param>
    /// <param name="loss">The share that is lost, 0 to 1.</param>
    /// <param name="roundTrip">There and back, 0 or more.</param>
    /// <returns>Dispose to heal. Of several that apply, each one's worst counts.</returns>
    public IDisposable Impair(MockTarget target, double loss, TimeSpan roundTrip = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(loss);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(loss, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTrip, TimeSpan.Zero);
        return Add(_impairments, (target, loss, roundTrip));
    }

    /// <summary>Fails the present paths from and to these devices for good, on both sides.</summary>
    /// <param name="target">Whose.</param>
    /// <param name="fault">What the stack says.</param>
    public void FailPeers(MockTarget target, ProviderFault? fault = null) => _hub.Change(() =>
    {
        foreach (var link in _hub.LinksOf(target))
        {
            link.Fail(fault ?? new ProviderFault("mock.media.path", "The path was failed by the script."));
        }
    });

    /// <summary>The media stack of these devices fails (rule CALL-114): they are told so, and Core ends the calls.</summary>
    /// <param name="target">Whose.</param>
    /// <param name="fault">What the stack says.</param>
    public void FailStack(MockTarget target, ProviderFault? fault = null) => _hub.Change(() =>
    {
        foreach (var session in _hub.SessionsOf(target))
        {
            session.Notify(new MediaSignal.Failed(fault ?? new ProviderFault("mock.media.stack", "The media stack was failed by the script.")));
        }
    });

    /// <summary>These devices have no camera or microphone: opening one is answered with <c>DeviceUnavailable</c> (rule CALL-094).</summary>
    /// <param name="target">Whose.</param>
    /// <param name="kind">Microphone (sound) or camera (pictures).</param>
    /// <param name="reason">For people.</param>
    public IDisposable NoDevice(MockTarget target, MediaKind kind, string? reason = null)
        => Add(_missing, (target, kind, reason ?? $"No {Name(kind)} was found."));

    /// <summary>Running cameras or microphones stop working; the next time they are switched on they work again (rule CALL-094).</summary>
    /// <param name="target">Whose.</param>
    /// <param name="kind">Microphone (sound) or camera (pictures).</param>
    /// <param name="reason">For people.</param>
    public void BreakDevice(MockTarget target, MediaKind kind, string? reason = null) => _hub.Change(() =>
    {
        foreach (var session in _hub.SessionsOf(target))
        {
            (kind == MediaKind.Audio ? session.Audio : session.Video).Break(reason ?? $"The {Name(kind)} stopped working.");
        }
    });

    internal TimeSpan? ConnectDelay(CallParty a, CallParty b)
    {
        lock (_gate)
        {
            var matching = _connects.Where(c => c.Target.Matches(a) || c.Target.Matches(b)).ToList();
            return matching.Exists(c => c.Delay is null) ? null : matching.Select(c => c.Delay!.Value).DefaultIfEmpty().Max();
        }
    }

    internal bool IsDown(CallParty a, CallParty b)
    {
        lock (_gate)
        {
            return _interruptions.Exists(i => (i.Target.Matches(a) && i.Other.Matches(b)) || (i.Target.Matches(b) && i.Other.Matches(a)));
        }
    }

    internal (double Loss, TimeSpan RoundTrip) ImpairmentOf(CallParty a, CallParty b)
    {
        lock (_gate)
        {
            var matching = _impairments.Where(i => i.Target.Matches(a) || i.Target.Matches(b)).ToList();
            return (matching.Select(i => i.Loss).DefaultIfEmpty().Max(), matching.Select(i => i.RoundTrip).DefaultIfEmpty().Max());
        }
    }

    internal string? MissingReason(CallParty party, MediaKind kind)
    {
        lock (_gate)
        {
            return _missing.Where(m => m.Kind == kind && m.Target.Matches(party)).Select(m => m.Reason).FirstOrDefault();
        }
    }

    private static string Name(MediaKind kind) => kind == MediaKind.Audio ? "microphone" : "camera";

    private Release Add<T>(List<T> list, T fault)
    {
        lock (_gate)
        {
            list.Add(fault);
        }

        _hub.RefreshAll();
        return new Release(() =>
        {
            lock (_gate)
            {
                list.Remove(fault);
            }

            _hub.RefreshAll();
        });
    }
}
