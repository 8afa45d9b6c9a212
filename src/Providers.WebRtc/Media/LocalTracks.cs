using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>This device's microphone and camera in one call, and their gates. Nothing is opened before the tracks are made.</summary>
internal sealed class LocalTracks(MediaPlan plan, IPeerConnectionFactory engine, Action<MediaKind, string> failed) : ILocalTrackObserver, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly bool[] _open = new bool[2];
    private readonly AudioLevelMeter? _level = plan.AudioLevelInterval is null ? null : new();
    private ILocalTrack? _audio;
    private ILocalTrack? _video;
    private bool _disposed;

    /// <summary>Makes the tracks; gates that are open already open them.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }
        }

        // Not under the lock: an engine may have to load itself, and gates and the end do not wait for that.
        var audio = engine.CreateAudioTrack(plan.Audio, this);
        if (_level is not null)
        {
            audio.AddMonitor(_level);
        }

        Take(MediaKind.Audio, audio);
        Take(MediaKind.Video, engine.CreateVideoTrack(plan.Video, this));
    }

    /// <summary>Opens or shuts a gate; in force when it returns (rule CALL-037).</summary>
    public void SetGate(MediaKind kind, bool open)
    {
        lock (_lock)
        {
            _open[(int)kind] = open;
            Apply(kind);
        }
    }

    /// <summary>How loud this device was since the last reading; 0 if its microphone is off.</summary>
    public int ReadLevel()
    {
        int level = _level?.Read() ?? 0;
        lock (_lock)
        {
            return _open[(int)MediaKind.Audio] ? level : 0;
        }
    }

    /// <summary>Lets a connection carry the tracks.</summary>
    public void AttachTo(IPeerConnection connection)
    {
        lock (_lock)
        {
            connection.SetTrack(MediaKind.Audio, _audio);
            connection.SetTrack(MediaKind.Video, _video);
        }
    }

    public void OnTrackFailed(ILocalTrack track, string reason) => failed(track.Kind, reason);

    /// <summary>Shuts both gates for good, at once.</summary>
    public void Shut()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        try
        {
            _audio?.SetOpen(false);
        }
        finally
        {
            _video?.SetOpen(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Shut();
        }
        finally
        {
            await Release.AllAsync([_audio, _video]).ConfigureAwait(false);
        }
    }

    private void Take(MediaKind kind, ILocalTrack track)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                (kind == MediaKind.Audio ? ref _audio : ref _video) = track;
                Apply(kind);
                return;
            }
        }

        // The call ended meanwhile; the track was never opened.
        _ = Release.AllAsync([track]);
    }

    private void Apply(MediaKind kind)
    {
        if (!_disposed)
        {
            (kind == MediaKind.Audio ? _audio : _video)?.SetOpen(_open[(int)kind]);
        }
    }
}
