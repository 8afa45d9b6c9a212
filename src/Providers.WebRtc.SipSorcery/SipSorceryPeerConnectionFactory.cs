using System.Reflection;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Providers.WebRtc.SipSorcery.Capture;
using Calling.Providers.WebRtc.SipSorcery.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery;

/// <summary>The engine on SIPSorcery: VP8 and Opus in managed code, ICE, DTLS-SRTP; no native library.</summary>
/// <remarks>
/// It opens no devices: sources are synthetic, files (RIFF/WAVE of 16 bits for sound, YUV4MPEG2 4:2:0 for pictures) and the application's
/// own frames. A microphone or camera is reported as missing. One address to gather on, or all of them.
/// </remarks>
public sealed class SipSorceryPeerConnectionFactory : IPeerConnectionFactory
{
    /// <summary>What this engine asks of the addresses to gather on.</summary>
    internal const string Addresses = "SIPSorcery gathers on one address or on all: name one, or none";

    private readonly SipSorceryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly LiveParts _parts = new();

    /// <summary>Makes the engine.</summary>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <param name="timeProvider">For rates, pacing and throttling; null for the system's.</param>
    /// <param name="logger">For what goes wrong; null for nowhere. SIPSorcery's own log is the application's to choose (<c>SIPSorcery.LogFactory</c>).</param>
    /// <exception cref="CallException">An option is out of range (<c>InvalidArgument</c>).</exception>
    public SipSorceryPeerConnectionFactory(
        SipSorceryOptions? options = null, TimeProvider? timeProvider = null, ILogger<SipSorceryPeerConnectionFactory>? logger = null)
    {
        _options = (options ?? new SipSorceryOptions()).Validated();
        _time = timeProvider ?? TimeProvider.System;
        _log = logger ?? NullLogger<SipSorceryPeerConnectionFactory>.Instance;
    }

    /// <inheritdoc/>
    public string Name { get; } = $"SIPSorcery {typeof(RTCPeerConnection).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version}";

    /// <summary>Makes a call with itself on loopback, with a test picture and no device.</summary>
    /// <param name="ct">Gives up between two steps.</param>
    public ValueTask WarmUpAsync(CancellationToken ct) => new(new Rehearsal(this, _time).RunAsync(ct));

    /// <inheritdoc/>
    /// <exception cref="CallException">An ICE server or an address cannot be used (<c>InvalidArgument</c>).</exception>
    public IPeerConnection CreatePeerConnection(PeerConnectionConfiguration configuration, IPeerConnectionObserver observer)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(observer);
        foreach (var server in configuration.IceServers)
        {
            EngineArguments.Require(WebRtcSettings.IsIceUrl(server.Url), $"\"{server.Url}\" is no STUN or TURN server: stun:host, turn:host or turns:host.");
        }

        EngineArguments.CheckAddresses(configuration.LocalAddresses);
        EngineArguments.Require(configuration.LocalAddresses.Count < 2, $"LocalAddresses names several; {Addresses}.");
        return _parts.Keep(new SipSorceryPeerConnection(_options, configuration, observer, _time, _log, _parts.Forget), this);
    }

    /// <inheritdoc/>
    public ILocalTrack CreateAudioTrack(AudioSource source, ILocalTrackObserver observer)
    {
        ArgumentNullException.ThrowIfNull(source);
        EngineArguments.Check(source);
        return Track(MediaKind.Audio, news => new AudioCapture(source, _time, news), observer);
    }

    /// <inheritdoc/>
    public ILocalTrack CreateVideoTrack(VideoSource source, ILocalTrackObserver observer)
    {
        ArgumentNullException.ThrowIfNull(source);
        EngineArguments.Check(source);
        return Track(MediaKind.Video, news => new VideoCapture(source, _options, _time, news), observer);
    }

    /// <summary>Disposes every connection and track that was made here and is still there.</summary>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private LocalTrack Track(MediaKind kind, Func<CaptureNews, MediaCapture> open, ILocalTrackObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return _parts.Keep(new LocalTrack(kind, open, observer, _time, _log, _parts.Forget), this);
    }
}
