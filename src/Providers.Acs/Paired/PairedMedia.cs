using Calling.Media;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs;

/// <summary>The vendor's media for a line of ours, with what the vendor has to know of it: by default our server says it, in the name of whoever the line is signed in for.</summary>
internal sealed class PairedMedia : IMediaProvider, IAsyncDisposable
{
    private readonly IAcsGroupMedia _media;
    private readonly LineTokens _tokens;
    private readonly CancellationTokenSource _disposing = new();
    private readonly List<IDisposable> _own = [];
    private readonly ILogger _logger;
    private Task _signingIn = Task.CompletedTask;

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="line">The line.</param>
    /// <param name="options">The settings.</param>
    /// <param name="directory">The app's; our server's if null.</param>
    /// <param name="tokens">The app's; our server's if null.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="logger">Told of what goes wrong.</param>
    /// <param name="create">Makes the vendor's media.</param>
    public PairedMedia(
        SignalingLine line,
        AcsOptions options,
        IAcsDirectory? directory,
        IAcsTokenSource? tokens,
        TimeProvider time,
        ILogger logger,
        Func<IAcsDirectory, IAcsTokenSource, IAcsGroupMedia> create)
    {
        _logger = logger;
        var server = AcsSettings.Line(options);
        _tokens = new(tokens ?? Own(new ServerAcsTokenSource(server, time)), line, time);
        _media = create(directory ?? Own(new ServerAcsDirectory(server, _ => ValueTask.FromResult(line.Token), time)), _tokens);
    }

    /// <summary>
    /// Gets the vendor's first token, with which the user has an identity that the others can look for, and begins to sign in at the vendor.
    /// </summary>
    /// <param name="credential">Who.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException">As <see cref="IAcsTokenSource.GetTokenAsync"/>.</exception>
    public async ValueTask SignInAsync(CallCredential credential, CancellationToken ct)
    {
        await _tokens.FetchAheadAsync(credential, ct).ConfigureAwait(false);
        _signingIn = SignInLaterAsync();
    }

    /// <inheritdoc />
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => _media.OpenMedia(plan, observer);

    /// <inheritdoc />
    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) =>
        _media.StartPreviewAsync(source, sink, ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _media.DisposeAsync().ConfigureAwait(false);
        await _signingIn.ConfigureAwait(false);
        _own.ForEach(o => o.Dispose());
    }

    private async Task SignInLaterAsync()
    {
        try
        {
            await Task.Run(() => _media.SignInAsync(_disposing.Token).AsTask(), _disposing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposing.IsCancellationRequested)
        {
            // Signed out meanwhile.
        }
        catch (Exception e)
        {
            // The first call tries again, and tells.
            AcsLog.Faulted(_logger, e);
        }
    }

    private T Own<T>(T made)
        where T : IDisposable
    {
        _own.Add(made);
        return made;
    }

    /// <summary>Shows the token that the line holds now: the one that the app signed in with may have run out long ago.</summary>
    private sealed class LineTokens(IAcsTokenSource source, SignalingLine line, TimeProvider time) : IAcsTokenSource
    {
        private AcsToken? _ready;

        public async ValueTask FetchAheadAsync(CallCredential credential, CancellationToken ct) => _ready = await GetTokenAsync(credential, ct).ConfigureAwait(false);

        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct) =>
            Interlocked.Exchange(ref _ready, null) is { } ready && ready.ExpiresOn > time.GetUtcNow()
                ? ValueTask.FromResult(ready)
                : source.GetTokenAsync(CallCredential.FromToken(credential.UserId, line.Token, credential.DeviceId), ct);
    }
}
