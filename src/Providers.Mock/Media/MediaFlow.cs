using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>One kind of content on its way from one device to another. State changes under the hub's lock; frames pass without it.</summary>
internal sealed class MediaFlow(LocalTrack sender, MockMediaSession receiver)
{
    private readonly AudioLevelMeter? _level = sender.Kind == MediaKind.Audio && receiver.Plan.AudioLevelInterval is not null ? new() : null;
    private FrameCount _before;
    private FrameCount _start;
    private ICapture? _capture;
    private TimeSpan _activeTime;
    private TimeSpan _activeSince;
    private long _announced;
    private FrameCount _lost;
    private FrameCount _lossSince;
    private double _loss;
    private double _due;
    private volatile bool _firstPending;

    public LocalTrack Sender => sender;

    public MockMediaSession Receiver => receiver;

    public MediaKind Kind => sender.Kind;

    public bool IsActive => _capture is not null;

    public bool WantsFrames => _firstPending || _level is not null || receiver.HasSinks(sender.Session.Self.UserId, Kind);

    /// <summary>How loud the sender was since the last reading, as it came through.</summary>
    public int ReadLevel() => _level?.Read() ?? 0;

    public void Activate(ICapture capture, TimeSpan now)
    {
        if (_capture is not null)
        {
            return;
        }

        (_start, _activeSince, _capture) = (capture.CountAt(now), now, capture);
        if (Kind == MediaKind.Video && _announced != sender.Generation)
        {
            // The first picture of a stream, or the first since its camera came on again (rule CALL-091).
            (_announced, _firstPending) = (sender.Generation, true);
        }

        sender.AddFlow(this);
    }

    public void Deactivate(TimeSpan now)
    {
        if (_capture is null)
        {
            return;
        }

        (_before, _activeTime, _capture) = (CountAt(now), _activeTime + (now - _activeSince), null);
        sender.RemoveFlow(this);
    }

    public FrameCount CountAt(TimeSpan now) => _capture is { } capture ? _before + (capture.CountAt(now) - _start) : _before;

    /// <summary>What the path has lost, all told.</summary>
    public FrameCount LostAt(TimeSpan now)
    {
        var since = CountAt(now) - _lossSince;
        return _lost + new FrameCount((long)(since.Frames * _loss), (long)(since.Bytes * _loss));
    }

    public FrameCount ReceivedAt(TimeSpan now) => CountAt(now) - LostAt(now);

    /// <summary>From now on so much of everything is lost.</summary>
    public void Lose(double share, TimeSpan now)
    {
        if (share != _loss)
        {
            (_lost, _lossSince, _loss) = (LostAt(now), CountAt(now), share);
        }
    }

    /// <summary>How long content has flowed, all told.</summary>
    public TimeSpan ActiveTimeAt(TimeSpan now) => IsActive ? _activeTime + (now - _activeSince) : _activeTime;

    public void Deliver(in VideoFrame frame)
    {
        if (IsLost())
        {
            return;
        }

        foreach (var sink in receiver.SinksOf(sender.Session.Self.UserId, MediaKind.Video))
        {
            sink.Deliver(frame);
        }

        if (_firstPending)
        {
            _firstPending = false;
            receiver.Notify(new MediaSignal.FirstVideoFrame(sender.Session.Self));
        }
    }

    public void Deliver(in AudioFrame frame)
    {
        if (IsLost())
        {
            return;
        }

        _level?.OnFrame(frame);
        foreach (var sink in receiver.SinksOf(sender.Session.Self.UserId, MediaKind.Audio))
        {
            sink.Deliver(frame);
        }
    }

    // Evenly rather than by chance: every run is the same.
    private bool IsLost()
    {
        _due += Volatile.Read(ref _loss);
        if (_due < 1)
        {
            return false;
        }

        _due--;
        return true;
    }
}
