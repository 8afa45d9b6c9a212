using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>This device's microphone and camera in one call, and their gates. Nothing is opened before the tracks are made.</summary>
internal sealed class LocalTracks(MediaPlan plan, IPeerConnectionFactory engine, Action<MediaKind, string> failed) : ILocalTrackObserver, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly bool[] _open = new bool[2];
    private ILocalTrack? _audio;
    private ILocalTrack? _video;
    private bool _disposed;

    /// <summary>Makes the tracks; gates that are open already open them.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_disposed || _audio is not null)
            {
                return;
            }

            _audio = engine.CreateAudioTrack(plan.Audio, this);
            _video = engine.CreateVideoTrack(plan.Video, this);
            Apply(MediaKind.Audio);
            Apply(MediaKind.Video);
        }
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

    public async ValueTask DisposeAsync()
    {
        ILocalTrack?[] tracks;
        lock (_lock)
        {
            _disposed = true;
            tracks = [_audio, _video];
        }

        foreach (var track in tracks)
        {
            track?.SetOpen(false);
        }

        foreach (var track in tracks)
        {
            if (track is not null)
            {
                await track.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private void Apply(MediaKind kind)
    {
        if (!_disposed)
        {
            (kind == MediaKind.Audio ? _audio : _video)?.SetOpen(_open[(int)kind]);
        }
    }
}
