using Azure.Communication.Calling.WindowsClient;
using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>Media in groups of the vendor's: one sign-in at the SDK for all calls of a line, renewed whenever a call needs one and there is none.</summary>
internal sealed class GroupMedia : IAcsGroupMedia, ITokenFeedOwner
{
    private readonly AcsSignIn _signIn;
    private readonly Func<CallClientOptions, CallClient> _create;
    private readonly SemaphoreSlim _signingIn = new(1, 1);
    private readonly CancellationTokenSource _life = new();
    private SdkAgent? _agent;

    public GroupMedia(AcsSignIn signIn, Func<CallClientOptions, CallClient> create)
    {
        (_signIn, _create) = (signIn, create);
        Logger = signIn.Loggers.CreateLogger<GroupMedia>();
    }

    public AcsOptions Options => _signIn.Options;

    public TimeProvider Time => _signIn.Time;

    public ILogger Logger { get; }

    /// <inheritdoc />
    public async ValueTask SignInAsync(CancellationToken ct) => await AgentAsync(ct).ConfigureAwait(false);

    /// <inheritdoc />
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => new GroupMediaSession(this, plan, observer);

    /// <inheritdoc />
    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => SdkPreview.StartAsync(source, sink);

    /// <summary>The sign-in; a new one if the last was dropped.</summary>
    /// <exception cref="CallException">There is none to be had.</exception>
    public async Task<SdkAgent> AgentAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _life.Token);
        await _signingIn.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (_agent is null)
            {
                _agent = await SdkAgent.SignInAsync(_signIn, _create, this, Logger, either.Token).ConfigureAwait(false);
                _agent.Begin();
            }

            return _agent;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    /// <summary>The vendor does not take this sign-in any more.</summary>
    public async Task DropAsync(SdkAgent agent)
    {
        await _signingIn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_agent == agent)
            {
                _agent = null;
                await agent.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _signingIn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync().ConfigureAwait(false);

        // One that is being made is given up, or was made after all.
        await _signingIn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Interlocked.Exchange(ref _agent, null) is { } agent)
            {
                await agent.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _signingIn.Release();
        }
    }

    /// <summary>The line to our server watches the app's token by itself.</summary>
    void ITokenFeedOwner.OnTokenExpiring(TimeSpan remaining)
    {
    }

    void ITokenFeedOwner.OnTokenExpired()
    {
        if (Volatile.Read(ref _agent) is { } agent)
        {
            _ = DropAsync(agent);
        }
    }
}
