using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Capture;
using Calling.Providers.WebRtc.GStreamer.Connections;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.WebRtc.GStreamer;

/// <summary>The engine on GStreamer's webrtcbin: VP8 and Opus, ICE, DTLS-SRTP.</summary>
/// <remarks>
/// Nothing native is loaded before <see cref="WarmUpAsync"/> or the first connection or track. GStreamer stays loaded for the life of the process.
/// Device ids on Linux are V4L2 paths (<c>/dev/video0</c>), PulseAudio source names, or ALSA names with a colon (<c>hw:0</c>).
/// Do not wait synchronously for a connection's or track's disposal inside a frame sink: that thread is one of those that end.
/// </remarks>
public sealed class GStreamerPeerConnectionFactory : IPeerConnectionFactory
{
    private readonly GStreamerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly LiveParts _parts = new();

    /// <summary>Makes the engine.</summary>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <param name="timeProvider">For rates and throttling; null for the system's.</param>
    /// <param name="logger">For what the stack says; null for nowhere.</param>
    /// <exception cref="CallException">An option is out of range (<c>InvalidArgument</c>).</exception>
    public GStreamerPeerConnectionFactory(
        GStreamerOptions? options = null, TimeProvider? timeProvider = null, ILogger<GStreamerPeerConnectionFactory>? logger = null)
    {
        _options = options ?? new GStreamerOptions();
        _options.Validate();
        _time = timeProvider ?? TimeProvider.System;
        _log = logger ?? NullLogger<GStreamerPeerConnectionFactory>.Instance;
    }

    /// <inheritdoc/>
    public string Name
    {
        get
        {
            try
            {
                return EngineRuntime.Get(_options).Name;
            }
            catch (CallException)
            {
                return "GStreamer (not available)";
            }
        }
    }

    /// <summary>Loads GStreamer and the plug-ins that a call uses, and makes a call with itself on loopback, with a test picture and no device.</summary>
    /// <param name="ct">Gives up between two steps.</param>
    /// <exception cref="CallException">Something is missing (<c>EngineUnavailable</c>).</exception>
    public async ValueTask WarmUpAsync(CancellationToken ct)
    {
        await Workers.Run(() => EngineRuntime.Get(_options).LoadPlugins(ct)).ConfigureAwait(false);
        await new Rehearsal(this, _time).RunAsync(ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IPeerConnection CreatePeerConnection(PeerConnectionConfiguration configuration, IPeerConnectionObserver observer)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(observer);
        foreach (var server in configuration.IceServers)
        {
            _ = IceServerUri.Translate(server);
        }

        EngineArguments.CheckAddresses(configuration.LocalAddresses);

        return _parts.Keep(new GStreamerPeerConnection(EngineRuntime.Get(_options), _options, configuration, observer, _time, _log, _parts.Forget), this);
    }

    /// <inheritdoc/>
    public ILocalTrack CreateAudioTrack(AudioSource source, ILocalTrackObserver observer)
    {
        ArgumentNullException.ThrowIfNull(source);
        EngineArguments.Check(source);
        return Track(MediaKind.Audio, source, observer);
    }

    /// <inheritdoc/>
    public ILocalTrack CreateVideoTrack(VideoSource source, ILocalTrackObserver observer)
    {
        ArgumentNullException.ThrowIfNull(source);
        EngineArguments.Check(source);
        return Track(MediaKind.Video, source, observer);
    }

    /// <summary>Disposes every connection and track that was made here and is still there.</summary>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private LocalTrack Track(MediaKind kind, object source, ILocalTrackObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return _parts.Keep(new LocalTrack(EngineRuntime.Get(_options), _options, kind, source, observer, _time, _log, _parts.Forget), this);
    }
}
