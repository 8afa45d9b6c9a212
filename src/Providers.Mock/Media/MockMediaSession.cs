using System.Collections.Concurrent;
using System.Collections.Immutable;
using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>The media of one call on one mock device.</summary>
internal sealed class MockMediaSession : IMediaSession
{
    private readonly MediaHub _hub;
    private readonly CallCapabilities _declared;
    private readonly IMediaObserver _observer;
    private readonly ILogger _logger;
    private readonly SerialPump _pump;
    private readonly Lock _telling = new();
    private readonly ConcurrentQueue<MediaSignal> _untold = new();
    private ImmutableArray<SinkAttachment> _sinks = [];
    private ITimer? _levels;
    private volatile bool _silent;

    public MockMediaSession(MediaHub hub, MediaPlan plan, CallCapabilities declared, IMediaObserver observer, ILogger logger)
    {
        (_hub, Plan, _declared, _observer, _logger) = (hub, plan, declared, observer, logger);
        _pump = new SerialPump(hub.Runtime);
        (Audio, Video) = (new LocalTrack(hub, this, MediaKind.Audio), new LocalTrack(hub, this, MediaKind.Video));
    }

    public MediaPlan Plan { get; }

    public CallParty Self => Plan.Self;

    public ILogger Logger => _logger;

    public LocalTrack Audio { get; }

    public LocalTrack Video { get; }

    /// <summary>Everybody else, by the hub's lock.</summary>
    public IReadOnlyList<CallMember> Roster { get; private set; } = [];

    public Dictionary<CallParty, MediaLink> Links { get; } = [];

    /// <summary>Whether a lost path may come back.</summary>
    public bool CanReconnect => _declared.HasFlag(CallCapabilities.Reconnect);

    public bool IsPrepared { get; private set; }

    public bool IsStarted { get; private set; }

    /// <summary>Disposed, or its process was killed.</summary>
    public bool IsOver { get; private set; }

    public ValueTask PrepareAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _hub.Change(() =>
        {
            IsPrepared = true;
            _hub.Connect(this);
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _hub.Change(() =>
        {
            IsStarted = true;
            if (Plan.AudioLevelInterval is { } interval && !IsOver)
            {
                _levels ??= _hub.Clock.Time.CreateTimer(_ => _hub.Change(TellLevels), null, interval, interval);
            }

            Audio.Reconcile();
            Video.Reconcile();
            RefreshFlows();
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ct.ThrowIfCancellationRequested();
        _hub.Change(() =>
        {
            Roster = roster.Members;
            _hub.Connect(this);
        });
        return ValueTask.CompletedTask;
    }

    public void SetGate(MediaKind kind, bool open) => _hub.Change(() => (kind == MediaKind.Audio ? Audio : Video).SetGate(open));

    public IDisposable AddVideoSink(string userId, IVideoSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Attach(new SinkAttachment(sink, null, userId, _logger, Detach));
    }

    public IDisposable AddAudioSink(string userId, IAudioSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Attach(new SinkAttachment(null, sink, userId, _logger, Detach));
    }

    public ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct) => Choose(CallCapabilities.CameraSwitch, facing, null, ct);

    public ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct) => Choose(CallCapabilities.AudioRoute, null, route, ct);

    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct) => ValueTask.FromResult(_hub.StatsOf(this));

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops everything; the observer hears nothing after it.</summary>
    public void End()
    {
        lock (_telling)
        {
            _silent = true;
        }

        _hub.Change(() =>
        {
            if (!IsOver)
            {
                IsOver = true;
                _levels?.Dispose();
                Audio.Reconcile();
                Video.Reconcile();
                _hub.Remove(this);
            }
        });
        foreach (var sink in _sinks)
        {
            sink.Dispose();
        }
    }

    /// <summary>Tells the observer, never under the hub's lock, but in the order in which that let things happen.</summary>
    public void Notify(MediaSignal signal)
    {
        _untold.Enqueue(signal);
        _hub.After(() => _pump.Post(TellNext));
    }

    public bool HasSinks(string userId, MediaKind kind)
    {
        foreach (var sink in _sinks)
        {
            if (sink.Kind == kind && sink.UserId == userId)
            {
                return true;
            }
        }

        return false;
    }

    public SinksOfUser SinksOf(string userId, MediaKind kind) => new(_sinks, userId, kind);

    public void RefreshFlows()
    {
        foreach (var link in Links.Values)
        {
            link.RefreshFlows();
        }
    }

    private ValueTask Choose(CallCapabilities capability, CameraFacing? facing, AudioRoute? route, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!_declared.HasFlag(capability))
        {
            throw new CallException(CallErrorCode.NotSupported, $"This vendor does not declare {capability}.") { Capability = capability };
        }

        _hub.Change(() =>
        {
            if (!IsOver)
            {
                _hub.Ledger.Choices.Add((Self, facing, route));
            }
        });
        return ValueTask.CompletedTask;
    }

    private SinkAttachment Attach(SinkAttachment sink)
    {
        _hub.Change(() =>
        {
            if (!IsOver)
            {
                _sinks = _sinks.Add(sink);
                _hub.After(WakeSenders);
            }
        });
        return sink;
    }

    private void Detach(SinkAttachment sink) => _hub.Change(() => _sinks = _sinks.Remove(sink));

    private void WakeSenders() => _hub.Change(() =>
    {
        foreach (var flow in Links.Values.SelectMany(link => link.Flows).Where(flow => flow.Receiver == this))
        {
            flow.Sender.Capture?.Wake();
        }
    });

    private void TellLevels()
    {
        if (!IsOver)
        {
            Notify(new MediaSignal.AudioLevels(
            [
                new(Self, Audio.ReadLevel()),
                .. Links.Where(l => l.Value.State == LinkState.Up).Select(l => new MemberAudioLevel(l.Key, l.Value.ReadLevel(this))),
            ]));
        }
    }

    private void TellNext()
    {
        _untold.TryDequeue(out var signal);
        lock (_telling)
        {
            if (!_silent)
            {
                _observer.OnMedia(signal!);
            }
        }
    }
}
