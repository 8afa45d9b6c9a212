using Calling.Providers;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Signaling.Client;

/// <summary>One signed-in device on our own signalling server.</summary>
/// <remarks>
/// Any thread. A lost connection is restored by itself, with growing, jittered waits, and goes on where it was: nothing that the
/// arbiter said is lost (rule CALL-110). Commands that had left are sent again with the same ids, which the arbiter answers as before;
/// commands given while the line is down are <c>NotSent</c>. Observer and peer messages are called one at a time, in the server's order.
/// </remarks>
public sealed partial class SignalingLine : ICallLine
{
    private readonly SignalingLineOptions _options;
    private readonly ICallLineObserver _observer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Backoff _backoff;
    private readonly Handshake _handshake;
    private readonly RecordsClient _records;
    private readonly CancellationTokenSource _disposing = new();

    /// <summary>Guards the link and what waits for it.</summary>
    private readonly Lock _gate = new();
    private readonly Dictionary<(string CallId, string CommandId), PendingCommand> _pending = [];
    private LineLink? _link;
    private bool _closed;
    private string _token;
    private string? _device;

    /// <summary>Held while the observer is called, so that it hears nothing once disposing has begun.</summary>
    private readonly Lock _speaking = new();
    private bool _silent;

    private Task _running = Task.CompletedTask;
    private Task? _disposed;

    private SignalingLine(
        SignalingLineOptions options,
        CallCredential credential,
        ICallLineObserver observer,
        Func<SignalingLine, IMediaProvider> media,
        TimeProvider time,
        ISignalingTransport transport,
        ILogger? logger,
        Random? random)
    {
        _options = options;
        _observer = observer;
        _time = time;
        _logger = logger ?? NullLogger.Instance;
        _backoff = new Backoff(options.InitialBackoff, options.MaxBackoff, random ?? Random.Shared);
        _handshake = new Handshake(transport, options, time);
        _records = new RecordsClient(options, time);
        _watch = new TokenWatch(time, remaining => Say(new LineSignal.TokenExpiring(remaining)));
        _token = credential.Token;
        _device = credential.DeviceId;
        Media = media(this);
    }

    /// <summary>A device in the same call sent a message. Raised in order with the line's signals, on the same thread: return at once.</summary>
    /// <remarks>Subscribe in the media factory, so that none is missed.</remarks>
    public event Action<PeerMessage>? PeerMessageReceived;

    /// <inheritdoc />
    public CallParty Self { get; private set; }

    /// <inheritdoc />
    public IMediaProvider Media { get; }

    /// <summary>What the server accepts.</summary>
    public WireLimits Limits { get; private set; } =
        WireLimits.From(new CallLimits(), WireProtocol.DefaultMaxMessageBytes, WireProtocol.DefaultMaxPeerPayloadBytes);

    /// <summary>Signs a device in.</summary>
    /// <param name="options">Where, and how patiently.</param>
    /// <param name="credential">Who.</param>
    /// <param name="observer">Gets the line's signals; the first may come before this returns.</param>
    /// <param name="media">Makes what carries the media; called at once, before anything is connected. Disposed with the line if it can be.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="logger">Told of interruptions; nothing if null.</param>
    /// <param name="random">Jitters the waits; shared if null.</param>
    /// <param name="ct">Gives up; nothing stays behind.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>; <c>Unreachable</c>, naming the address; or <c>ProviderFailed</c> with the
    /// server's error code.</exception>
    public static ValueTask<SignalingLine> ConnectAsync(
        SignalingLineOptions options,
        CallCredential credential,
        ICallLineObserver observer,
        Func<SignalingLine, IMediaProvider> media,
        TimeProvider time,
        ILogger? logger = null,
        Random? random = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ConnectAsync(options, credential, observer, media, time, new WebSocketTransport(options), logger, random, ct);
    }

    internal static async ValueTask<SignalingLine> ConnectAsync(
        SignalingLineOptions options,
        CallCredential credential,
        ICallLineObserver observer,
        Func<SignalingLine, IMediaProvider> media,
        TimeProvider time,
        ISignalingTransport transport,
        ILogger? logger,
        Random? random,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(media);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Validate().FirstOrDefault() is { } wrong)
        {
            throw new CallException(CallErrorCode.InvalidArgument, wrong);
        }

        var line = new SignalingLine(options, credential, observer, media, time, transport, logger, random);
        try
        {
            await line.SignInAsync(credential, ct).ConfigureAwait(false);
            return line;
        }
        catch
        {
            await line.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var utf8 = WireCodec.Encode(new ClientFrame.Submit(command));
        if (utf8.Length > Limits.MaxMessageBytes)
        {
            return new CommandResult.Refused(
                RefusalCode.InvalidArgument, Message: $"The command has {utf8.Length} bytes; the limit is {Limits.MaxMessageBytes}.");
        }

        PendingCommand? pending;
        lock (_gate)
        {
            if (_closed || _link is null)
            {
                return new CommandResult.NotSent(_closed ? LineFaults.Closed : LineFaults.Down);
            }

            if (!_pending.TryGetValue((command.CallId, command.CommandId), out pending))
            {
                pending = new PendingCommand(command, utf8);
                if (!_link.TrySend(pending))
                {
                    return new CommandResult.NotSent(LineFaults.Backlogged);
                }

                _pending.Add(pending.Key, pending);
            }
        }

        try
        {
            return await pending.Result.WaitAsync(_options.CommandTimeout, _time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return pending.Abandon(LineFaults.TimedOut);
        }
        catch (OperationCanceledException)
        {
            return pending.Abandon(LineFaults.Cancelled);
        }
        finally
        {
            Forget(pending);
        }
    }

    /// <inheritdoc />
    public void RequestSnapshot()
    {
        lock (_gate)
        {
            _link?.TrySend(new ClientFrame.AskSnapshot());
        }
    }

    /// <summary>Sends a message to a device in the same call: at most once, in order while both lines are up.</summary>
    /// <param name="callId">The call that both are in.</param>
    /// <param name="to">For whom.</param>
    /// <param name="kind">What the payload is; 1 to 64 characters.</param>
    /// <param name="payload">At most <see cref="WireLimits.MaxPeerPayloadBytes"/> of UTF-8.</param>
    /// <returns>False if it was not sent: the line is down or closed, or the payload too large. What is lost on the way is not told:
    /// say what still matters again after <see cref="LineSignal.Restored"/>.</returns>
    public ValueTask<bool> SendPeerAsync(string callId, CallParty to, string kind, string payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(callId);
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(payload);
        if (System.Text.Encoding.UTF8.GetByteCount(payload) > Limits.MaxPeerPayloadBytes)
        {
            return ValueTask.FromResult(false);
        }

        lock (_gate)
        {
            return ValueTask.FromResult(_link?.TrySend(new ClientFrame.Relay(callId, to, kind, payload)) ?? false);
        }
    }

    /// <summary>Signs the device out and is silent from here on.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_speaking)
        {
            _silent = true;
        }

        lock (_gate)
        {
            return new ValueTask(_disposed ??= ShutDownAsync());
        }
    }

    private void Forget(PendingCommand pending)
    {
        lock (_gate)
        {
            if (_pending.TryGetValue(pending.Key, out var current) && ReferenceEquals(current, pending))
            {
                _pending.Remove(pending.Key);
            }
        }
    }
}
