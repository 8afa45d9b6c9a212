using System.Collections.Immutable;
using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>What one device captures of one kind: a gate, a source that runs while it may, and the flows that it feeds.</summary>
/// <remarks>All members but the frame path are used under the hub's lock.</remarks>
internal sealed class LocalTrack(MediaHub hub, MockMediaSession session, MediaKind kind) : ICaptureTarget
{
    private readonly AudioLevelMeter? _level = kind == MediaKind.Audio && session.Plan.AudioLevelInterval is not null ? new() : null;
    private ImmutableArray<MediaFlow> _flows = [];
    private bool _opening;
    private bool _failed;

    public MockMediaSession Session => session;

    public MediaKind Kind => kind;

    /// <summary>Whether the app and Core let content be captured and sent.</summary>
    public bool GateOpen { get; private set; }

    /// <summary>The running source; null while there is none.</summary>
    public ICapture? Capture { get; private set; }

    /// <summary>Grows with every start of the source.</summary>
    public long Generation { get; private set; }

    public bool WantsFrames
    {
        get
        {
            foreach (var flow in _flows)
            {
                if (flow.WantsFrames)
                {
                    return true;
                }
            }

            return _level is not null;
        }
    }

    private bool IsDevice => kind == MediaKind.Audio ? session.Plan.Audio is AudioSource.Microphone : session.Plan.Video is VideoSource.Camera;

    private bool MayCapture => GateOpen && session.IsStarted && !session.IsOver && !_failed;

    public void SetGate(bool open)
    {
        if (!open)
        {
            // A device that failed is tried again when it is switched on again.
            _failed = false;
        }

        GateOpen = open;
        Reconcile();
    }

    /// <summary>How loud this device was since the last reading; 0 while it captures nothing.</summary>
    public int ReadLevel()
    {
        int level = _level?.Read() ?? 0;
        return Capture is null ? 0 : level;
    }

    /// <summary>Starts or stops the source as it should be now.</summary>
    public void Reconcile()
    {
        if (!MayCapture)
        {
            Stop();
        }
        else if (Capture is null && !_opening)
        {
            _opening = true;
            hub.After(Open);
        }
    }

    /// <summary>The device is gone: unplugged, or taken by another program.</summary>
    public void Break(string reason)
    {
        if (Capture is not null)
        {
            _failed = true;
            Stop();
            session.Notify(new MediaSignal.DeviceUnavailable(kind, reason));
        }
    }

    public void AddFlow(MediaFlow flow)
    {
        _flows = _flows.Add(flow);
        hub.After(() => Capture?.Wake());
    }

    public void RemoveFlow(MediaFlow flow) => _flows = _flows.Remove(flow);

    public void OnFrame(in VideoFrame frame)
    {
        foreach (var flow in _flows)
        {
            flow.Deliver(frame);
        }
    }

    public void OnFrame(in AudioFrame frame)
    {
        _level?.OnFrame(frame);
        foreach (var flow in _flows)
        {
            flow.Deliver(frame);
        }
    }

    private void Stop()
    {
        if (Capture is not { } capture)
        {
            return;
        }

        var now = hub.Clock.Now;
        foreach (var flow in _flows)
        {
            flow.Deactivate(now);
        }

        Capture = null;
        hub.Released(session.Self, IsDevice);
        hub.After(capture.Dispose);
    }

    // Outside the lock: this opens files and calls the application's own sources.
    private void Open()
    {
        ICapture? opened = null;
        string? problem = null;
        try
        {
            problem = IsDevice ? hub.Faults.MissingReason(session.Self, kind) : null;
            opened = problem is null ? hub.Open(session, this) : null;
        }
        catch (CaptureException error)
        {
            problem = error.Message;
        }

        hub.Change(() => Install(opened, problem));
    }

    private void Install(ICapture? opened, string? problem)
    {
        _opening = false;
        if (opened is not null && MayCapture)
        {
            (Capture, Generation) = (opened, Generation + 1);
            hub.Acquired(session.Self, IsDevice);
            session.RefreshFlows();
            if (_level is not null)
            {
                hub.After(opened.Wake);
            }
        }
        else if (opened is not null)
        {
            // Shut again while it was being opened.
            hub.After(opened.Dispose);
        }
        else if (MayCapture)
        {
            _failed = true;
            session.Notify(new MediaSignal.DeviceUnavailable(kind, problem!));
        }
    }
}
