using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>A local track: captured and encoded once, handed to every connection that carries it.</summary>
/// <remarks>
/// The gate is a flag under a lock that sending takes too, so that shutting is in force on return. Devices are opened and released
/// by one worker at a time, which looks at what is wanted, not at who asked: the last call wins.
/// </remarks>
internal sealed class LocalTrack : ILocalTrack
{
    /// <summary>CALL-037 allows 100 ms; a push takes microseconds, unless a TCP relay is stuck.</summary>
    internal static readonly TimeSpan FenceLimit = TimeSpan.FromMilliseconds(80);

    private const int QuickEndsTolerated = 3;
    private static readonly TimeSpan QuickEnd = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly EngineRuntime _engine;
    private readonly GStreamerOptions _options;
    private readonly object _source;
    private readonly ILocalTrackObserver _observer;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SerialQueue _news;
    private readonly Action<IAsyncDisposable> _onEnded;
    private readonly SinkList<IVideoSink> _previews;
    private readonly SinkList<IAudioSink> _monitors;
    private readonly KeyFrameThrottle _keyFrames;
    private IEncodedReceiver[] _receivers = [];
    private CapturePipeline? _current;
    private TaskCompletionSource? _working;
    private volatile bool _wanted;
    private bool _failed;
    private bool _disposed;
    private int _quickEnds;
    private long _openedAt;

    internal LocalTrack(
        EngineRuntime engine, GStreamerOptions options, MediaKind kind, object source, ILocalTrackObserver observer, TimeProvider time, ILogger log,
        Action<IAsyncDisposable> onEnded)
    {
        (_engine, _options, Kind, _source, _observer, _time, _log) = (engine, options, kind, source, observer, time, log);
        _onEnded = onEnded;
        _news = new SerialQueue(log);
        _previews = new SinkList<IVideoSink>(MediaKind.Video, log);
        _monitors = new SinkList<IAudioSink>(MediaKind.Audio, log);
        _keyFrames = new KeyFrameThrottle(time);
    }

    public MediaKind Kind { get; }

    /// <summary>Whether content may leave this device.</summary>
    internal bool IsOpen => _wanted;

    internal EngineRuntime Engine => _engine;

    /// <summary>How often a source was opened, for tests: one opening serves every connection.</summary>
    internal int Openings { get; private set; }

    public void SetOpen(bool open)
    {
        IEncodedReceiver[] fence;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _wanted = open;
            _failed = false;
            _quickEnds = 0;
            if (!open)
            {
                _current?.Shut();
            }

            fence = open ? [] : _receivers;
            Work();
        }

        Wait(fence);
    }

    public IDisposable AddPreview(IVideoSink sink)
        => Kind == MediaKind.Video ? _previews.Add(sink) : throw new InvalidOperationException("An audio track has no preview.");

    public IDisposable AddMonitor(IAudioSink sink)
        => Kind == MediaKind.Audio ? _monitors.Add(sink) : throw new InvalidOperationException("A video track has no sound.");

    public async ValueTask DisposeAsync()
    {
        Task working;
        IEncodedReceiver[] fence;
        lock (_gate)
        {
            _disposed = true;
            _wanted = false;
            _current?.Shut();
            (fence, _receivers) = (_receivers, []);
            Work();
            working = _working?.Task ?? Task.CompletedTask;
        }

        Wait(fence);
        _onEnded(this);
        await working.ConfigureAwait(false);
    }

    /// <summary>Sends to one more connection; it asks for a key frame as soon as it can send one.</summary>
    internal void Add(IEncodedReceiver receiver)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _receivers = [.. _receivers, receiver];
            _current?.SetEncoding(true);
        }
    }

    /// <summary>Sends to one less; nothing is pushed to it after this returned.</summary>
    internal void Remove(IEncodedReceiver receiver)
    {
        lock (_gate)
        {
            _receivers = Array.FindAll(_receivers, other => other != receiver);
            if (_receivers.Length == 0)
            {
                _current?.SetEncoding(false);
            }
        }
    }

    /// <summary>A peer cannot decode before a key frame: it joined, or lost packets (PLI, FIR).</summary>
    internal void RequestKeyFrame()
    {
        if (Kind == MediaKind.Video && _keyFrames.Want())
        {
            Volatile.Read(ref _current)?.ForceKeyFrame();
        }
    }

    private static void Wait(IEncodedReceiver[] receivers)
        => Task.WaitAll(Array.ConvertAll(receivers, receiver => receiver.Fence()), FenceLimit);

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
            CapturePipeline? close = null;
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
        CapturePipeline? opening = null;
        try
        {
            var description = _source switch
            {
                VideoSource video => CaptureDescription.Of(video, _options),
                AudioSource audio => CaptureDescription.Of(audio, _options, monitored: _monitors.Current.Length > 0),
                _ => throw new InvalidOperationException("An unknown source."),
            };
            if (description.Property == "location" && !File.Exists(description.Value))
            {
                throw new FileNotFoundException($"The file {description.Value} does not exist.");
            }

            opening = new CapturePipeline(_engine, description, _source, _previews, _monitors, OnEncoded, Fail, OnEnd, _log);
            lock (_gate)
            {
                _current = opening;
                Openings++;
                _openedAt = _time.GetTimestamp();
                opening.SetEncoding(_receivers.Length > 0);
                if (!_wanted)
                {
                    opening.Shut();
                    return;
                }
            }

            opening.Start();
        }
        catch (Exception fault)
        {
            // The stack's own message, if there was one, came over the bus before and said more.
            Fail(opening, fault.Message);
        }
    }

    private void Fail(CapturePipeline? pipeline, string reason)
    {
        lock (_gate)
        {
            if (pipeline != _current || pipeline is { IsShut: true } || !_wanted || _failed)
            {
                return;
            }

            _failed = true;
            pipeline?.Shut();
            Work();
        }

        Log.CaptureFailed(_log, Kind, reason);
        _news.Post(() => _observer.OnTrackFailed(this, reason));
    }

    // The file is over: from the start again, in a pipeline of its own, because times then simply go on.
    private void OnEnd(CapturePipeline pipeline)
    {
        lock (_gate)
        {
            if (pipeline != _current || pipeline.IsShut)
            {
                return;
            }

            _quickEnds = _time.GetElapsedTime(_openedAt) < QuickEnd ? _quickEnds + 1 : 0;
            if (_quickEnds < QuickEndsTolerated)
            {
                pipeline.Shut();
                Work();
                return;
            }
        }

        Fail(pipeline, "The source ends as soon as it begins.");
    }

    private void OnEncoded(CapturePipeline pipeline, nint sample)
    {
        var isKey = Kind == MediaKind.Audio || CapturePipeline.IsKey(sample);
        var missed = false;
        lock (_gate)
        {
            if (!_wanted || pipeline.IsShut || _receivers.Length == 0)
            {
                return;
            }

            var buffer = pipeline.Translate(sample);
            foreach (var receiver in _receivers)
            {
                missed |= !receiver.Push(buffer, isKey);
            }

            CapturePipeline.Release(buffer);
        }

        if (isKey)
        {
            _keyFrames.Came();
        }

        if (Kind == MediaKind.Video && (missed ? _keyFrames.Want() : _keyFrames.Due()))
        {
            pipeline.ForceKeyFrame();
        }
    }
}
