using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.WebRtc;

/// <summary>The self-hosted vendor: our server rings, peer connections carry the media.</summary>
public sealed class WebRtcCallProvider : ICallProvider
{
    private readonly WebRtcOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly Lazy<IPeerConnectionFactory> _engine;

    /// <summary>Creates one; no I/O yet, and the engine is made with the first sign-in.</summary>
    /// <param name="options">The settings; <see cref="WebRtcOptions.Server"/> and <see cref="WebRtcOptions.Engine"/> are required.</param>
    /// <param name="services">For the engine.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="loggers">Told of what goes wrong; nothing if null.</param>
    public WebRtcCallProvider(WebRtcOptions options, IServiceProvider services, TimeProvider time, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time, _loggers) = (options, time, loggers ?? NullLoggerFactory.Instance);
        _engine = new(() => (options.Engine ?? throw new InvalidOperationException("No WebRTC engine is chosen."))(services));
    }

    /// <inheritdoc />
    public ProviderDescriptor Descriptor { get; } = new(
        "WebRtc",
        CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite | CallCapabilities.Attachment | CallCapabilities.SharedCallId
        | CallCapabilities.InviteDetails | CallCapabilities.RejectReason | CallCapabilities.RingLifetime | CallCapabilities.BusySignal
        | CallCapabilities.RawMedia | CallCapabilities.PeerMedia,
        new(),
        LineDuties.All);

    /// <inheritdoc />
    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        // A missing engine is told at sign-in, not in the middle of the first call.
        var engine = _engine.Value;
        var watcher = new LineWatcher(observer);
        return await SignalingLine.ConnectAsync(
            WebRtcSettings.Line(_options),
            credential,
            watcher,
            line =>
            {
                var media = new WebRtcMediaProvider(
                    new SignalingPeerChannel(line), engine, _options, _loggers.CreateLogger<WebRtcMediaProvider>());
                line.PeerMessageReceived += media.OnPeerMessage;
                watcher.Restored += media.OnLineRestored;
                return media;
            },
            _time,
            _loggers.CreateLogger<SignalingLine>(),
            ct: ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _engine.IsValueCreated ? _engine.Value.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Passes signals on, and tells the media when the line is back.</summary>
    private sealed class LineWatcher(ICallLineObserver inner) : ICallLineObserver
    {
        public event Action? Restored;

        public void OnSignal(LineSignal signal)
        {
            inner.OnSignal(signal);
            if (signal is LineSignal.Restored)
            {
                Restored?.Invoke();
            }
        }
    }
}
