using Calling.Media;
using Calling.Signaling.Client;

namespace Calling.Providers.Acs;

/// <summary>The vendor's media for a line of ours, with what the vendor has to know of it: by default our server says it, in the name of whoever the line is signed in for.</summary>
internal sealed class PairedMedia : IMediaProvider, IAsyncDisposable
{
    private readonly IAcsGroupMedia _media;
    private readonly List<IDisposable> _own = [];

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="line">The line.</param>
    /// <param name="options">The settings.</param>
    /// <param name="directory">The app's; our server's if null.</param>
    /// <param name="tokens">The app's; our server's if null.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="create">Makes the vendor's media.</param>
    public PairedMedia(
        SignalingLine line,
        AcsOptions options,
        IAcsDirectory? directory,
        IAcsTokenSource? tokens,
        TimeProvider time,
        Func<IAcsDirectory, IAcsTokenSource, IAcsGroupMedia> create)
    {
        var server = AcsSettings.Line(options);
        _media = create(
            directory ?? Own(new ServerAcsDirectory(server, _ => ValueTask.FromResult(line.Token), time)),
            new LineTokens(tokens ?? Own(new ServerAcsTokenSource(server, time)), line));
    }

    /// <inheritdoc />
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => _media.OpenMedia(plan, observer);

    /// <inheritdoc />
    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) =>
        _media.StartPreviewAsync(source, sink, ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _media.DisposeAsync().ConfigureAwait(false);
        _own.ForEach(o => o.Dispose());
    }

    private T Own<T>(T made)
        where T : IDisposable
    {
        _own.Add(made);
        return made;
    }

    /// <summary>Shows the token that the line holds now: the one that the app signed in with may have run out long ago.</summary>
    private sealed class LineTokens(IAcsTokenSource source, SignalingLine line) : IAcsTokenSource
    {
        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct) =>
            source.GetTokenAsync(CallCredential.FromToken(credential.UserId, line.Token, credential.DeviceId), ct);
    }
}
