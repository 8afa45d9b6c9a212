using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Providers.WebRtc.SipSorcery.Codecs;
using Calling.Providers.WebRtc.SipSorcery.Connections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>A local track: captured and encoded once, handed to every connection that carries it.</summary>
/// <remarks>
/// The gate is a flag under a lock that sending takes too, so that shutting is in force on return. Sources are opened and released
/// by one worker at a time, which looks at what is wanted, not at who asked: the last call wins.
/// </remarks>
internal sealed class LocalTrack : ILocalTrack
{
    private readonly Lock _gate = new();
    private readonly Func<CaptureNews, MediaCapture> _open;
    private readonly ILocalTrackObserver _observer;
    private readonly ILogger _log;
    private readonly SerialQueue _told;
    private readonly Action<IAsyncDisposable> _onEnded;
    private readonly CaptureNews _news;
    private readonly KeyFrameThrottle _keyFrames;
    private RtpSender[] _senders = [];
    private MediaCapture? _current;
    private TaskCompletionSource? _working;
    private bool _wanted;
    private bool _failed;
    private bool _disposed;

    internal LocalTrack(
        MediaKind kind, Func<CaptureNews, MediaCapture> open, ILocalTrackObserver observer, TimeProvider time, ILogger log, Action<IAsyncDisposable> onEnded)
    {
        (Kind, _open, _observer, _log, _onEnded) = (kind, open, observer, log, onEnded);
        _told = new SerialQueue(log);
        _news = new CaptureNews(OnEncoded, Fail, new SinkList<IVideoSink>(MediaKind.Video, log), new SinkList<IAudioSink>(MediaKind.Audio, log));
        _keyFrames = new KeyFrameThrottle(time);
    }

    public MediaKind Kind { get; }

    /// <summary>How often a source was opened, for tests: one opening serves every connection.</summary>
    internal int Openings { get; private set; }

    public void SetOpen(bool open)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            (_wanted, _failed) = (open, false);
            if (!open)
            {
                _current?.Shut();
            }

            Work();
        }
    }

    public IDisposable AddPreview(IVideoSink sink)
        => Kind == MediaKind.Video ? _news.Previews.Add(sink) : throw new InvalidOperationException("An audio track has no preview.");

    public IDisposable AddMonitor(IAudioSink sink)
        => Kind == MediaKind.Audio ? _news.Monitors.Add(sink) : throw new InvalidOperationException("A video track has no sound.");

    public async ValueTask DisposeAsync()
    {
        Task working;
        lock (_gate)
        {
            (_disposed, _wanted) = (true, false);
            _current?.Shut();
            _senders = [];
            Work();
            working = _working?.Task ?? Task.CompletedTask;
        }

        _onEnded(this);
        await working.ConfigureAwait(false);
    }

    /// <summary>Sends to one more connection; it asks for a key frame as soon as it can send one.</summary>
    internal void Add(RtpSender sender)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _senders = [.. _senders, sender];
                if (_current is not null)
                {
                    _current.Encodes = true;
                }
            }
        }
    }

    /// <summary>Sends to one less; nothing is pushed to it after this returned.</summary>
    internal void Remove(RtpSender sender)
    {
        lock (_gate)
        {
            _senders = Array.FindAll(_senders, other => other != sender);
            if (_current is not null)
            {
                _current.Encodes = _senders.Length > 0;
            }
        }
    }

    /// <summary>A peer cannot decode before a key frame: it joined, or lost packets (PLI, FIR).</summary>
    internal void RequestKeyFrame()
    {
        if (Kind == MediaKind.Video && _keyFrames.Want())
        {
            Volatile.Read(ref _current)?.RequestKeyFrame();
        }
    }

    // Under the gate.
    private void Work()
    {
        if (_working is null)
        {
            _working = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Workers.Run(Reconcile);
        }
    }

    private void Reconcile()
    {
        while (true)
        {
            MediaCapture? close = null;
            lock (_gate)
            {
                if (_current is { IsShut: true })
                {
                    (close, _current) = (_current, null);
                }
                else if (!_wanted || _failed || _current is not null)
                {
                    _working!.SetResult();
                    _working = null;
                    return;
                }
            }

            try
            {
                if (close is not null)
                {
                    close.Dispose();
                }
                else
                {
                    Open();
                }
            }
            catch (Exception fault)
            {
                Log.CallbackFailed(_log, fault);
            }
        }
    }

    private void Open()
    {
        var opening = _open(_news);
        lock (_gate)
        {
            _current = opening;
            Openings++;
            opening.Encodes = _senders.Length > 0;
            if (!_wanted)
            {
                opening.Shut();
                return;
            }
        }

        try
        {
            opening.Start();
        }
        catch (Exception fault)
        {
            Fail(opening, fault.Message);
        }
    }

    private void Fail(MediaCapture capture, string reason)
    {
        lock (_gate)
        {
            if (capture != _current || capture.IsShut || !_wanted || _failed)
            {
                return;
            }

            _failed = true;
            capture.Shut();
            Work();
        }

        Log.CaptureFailed(_log, Kind, reason);
        _told.Post(() => _observer.OnTrackFailed(this, reason));
    }

    private void OnEncoded(MediaCapture capture, EncodedFrame frame)
    {
        var missed = false;
        lock (_gate)
        {
            if (!_wanted || capture.IsShut)
            {
                return;
            }

            foreach (var sender in _senders)
            {
                missed |= !sender.Push(frame);
            }
        }

        if (frame.IsKey)
        {
            _keyFrames.Came();
        }

        if (Kind == MediaKind.Video && (missed ? _keyFrames.Want() : _keyFrames.Due()))
        {
            capture.RequestKeyFrame();
        }
    }
}
