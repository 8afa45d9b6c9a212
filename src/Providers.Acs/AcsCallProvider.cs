using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.Acs;

/// <summary>Azure Communication Services. The vendor rings and carries the media, or our server rings and the vendor carries the media.</summary>
public sealed class AcsCallProvider : ICallProvider
{
    internal const string Name = "Acs";

    private readonly AcsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly Lazy<IAcsDirectory?> _directory;
    private readonly Lazy<IAcsTokenSource?> _tokens;
    private readonly Lazy<IAcsStack> _stack;

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="options">The settings, as <c>AddAcs</c> checks them.</param>
    /// <param name="services">For what the settings make.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="loggers">Told of what goes wrong; nothing if null.</param>
    public AcsCallProvider(AcsOptions options, IServiceProvider services, TimeProvider time, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time, _loggers) = (options, time, loggers ?? NullLoggerFactory.Instance);

        // A failure is not remembered.
        _directory = new(() => options.Directory?.Invoke(services), LazyThreadSafetyMode.PublicationOnly);
        _tokens = new(() => options.TokenSource?.Invoke(services), LazyThreadSafetyMode.PublicationOnly);
        _stack = new(options.Stack);
        Descriptor = options.Mode == AcsMode.Paired ? AcsDescriptors.Paired(options) : AcsDescriptors.Native(options);
    }

    /// <inheritdoc />
    public ProviderDescriptor Descriptor { get; }

    /// <inheritdoc />
    public ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var device = credential.DeviceId is null ? credential.WithDevice(Guid.NewGuid().ToString("N")) : credential;
        return _options.Mode == AcsMode.Paired
            ? ConnectPairedAsync(device, observer, ct)
            : _stack.Value.ConnectAsync(
                SignIn(device, _directory.Value ?? throw new InvalidOperationException("AcsOptions.Directory is not set."), _tokens.Value), observer, ct);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Our server rings, and says what the vendor has to know.</summary>
    private async ValueTask<ICallLine> ConnectPairedAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        PairedMedia? media = null;
        var line = await SignalingLine.ConnectAsync(
            AcsSettings.Line(_options),
            credential,
            observer,
            made => media = new PairedMedia(
                made,
                _options,
                _directory.Value,
                _tokens.Value,
                _time,
                _loggers.CreateLogger<PairedMedia>(),
                (directory, tokens) => _stack.Value.CreateGroupMedia(SignIn(credential, directory, tokens))),
            _time,
            _loggers.CreateLogger<SignalingLine>(),
            ct: ct).ConfigureAwait(false);
        try
        {
            await media!.SignInAsync(credential, ct).ConfigureAwait(false);
            return line;
        }
        catch
        {
            await line.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private AcsSignIn SignIn(CallCredential credential, IAcsDirectory directory, IAcsTokenSource? tokens) =>
        new(credential, _options, directory, tokens, _time, _loggers);
}
