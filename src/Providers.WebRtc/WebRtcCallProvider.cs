using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling;
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
    private readonly Lazy<Task> _warmUp;
    private readonly CancellationTokenSource _disposing = new();

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
        _warmUp = new(WarmUpAsync);
        Descriptor = new(
            "WebRtc",
            CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite | CallCapabilities.Attachment | CallCapabilities.SharedCallId
            | CallCapabilities.InviteDetails | CallCapabilities.RejectReason | CallCapabilities.CallData | CallCapabilities.RingLifetime
            | CallCapabilities.BusySignal | CallCapabilities.Glare | CallCapabilities.RejectSync | CallCapabilities.RawMedia
            | CallCapabilities.Group | CallCapabilities.InviteeOutcomes | CallCapabilities.InviteDuringCall | CallCapabilities.EndForEveryone
            | CallCapabilities.JoinById | CallCapabilities.Handover | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant
            | CallCapabilities.PeerMedia | CallCapabilities.MediaSwitch | CallCapabilities.Reconnect | CallCapabilities.Records | CallCapabilities.Push
            | (options.SingleDevice ? CallCapabilities.SingleDevice : CallCapabilities.MultiDevice),
            new() { MaxParticipants = CallExchangeOptions.DefaultMaxParticipants },
            LineDuties.All);
    }

    /// <inheritdoc />
    public ProviderDescriptor Descriptor { get; }

    /// <inheritdoc />
    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        // A missing engine is told at sign-in, not in the middle of the first call.
        var engine = _engine.Value;

        // Whoever has just signed in seldom calls within the second that a media stack takes to load.
        _ = _warmUp.Value;
        var watcher = new LineWatcher(observer);
        return await SignalingLine.ConnectAsync(
            WebRtcSettings.Line(_options),
            credential,
            watcher,
            line =>
            {
                var media = new WebRtcMediaProvider(
                    new SignalingPeerChannel(line), engine, _options, _time, _loggers.CreateLogger<WebRtcMediaProvider>());
                line.PeerMessageReceived += media.OnPeerMessage;
                watcher.Restored += media.OnLineRestored;
                return media;
            },
            _time,
            _loggers.CreateLogger<SignalingLine>(),
            ct: ct).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        if (_warmUp.IsValueCreated)
        {
            // A process that ends while native code is being loaded may crash.
            await _warmUp.Value.ConfigureAwait(false);
        }

        if (_engine.IsValueCreated)
        {
            await _engine.Value.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task WarmUpAsync()
    {
        try
        {
            _ = await Task.Run(PeerMessagesWarmUp.Run, _disposing.Token).ConfigureAwait(false);
            await _engine.Value.WarmUpAsync(_disposing.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_disposing.IsCancellationRequested)
        {
            // Nobody will call any more.
        }
        catch (Exception e)
        {
            WebRtcLog.NotReady(_loggers.CreateLogger<WebRtcCallProvider>(), e.Message);
        }
    }

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
