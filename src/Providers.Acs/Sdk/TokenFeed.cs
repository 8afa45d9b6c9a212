using Azure.Communication.Calling.WindowsClient;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// The SDK's credential. The SDK asks for the next token in an event that has to be answered before it returns, so the next one is fetched when half of
/// the life of the last is over, and lies ready (rule CALL-004).
/// </summary>
internal sealed class TokenFeed : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _life = new();
    private readonly CallTokenRefreshOptions _refresh = new(true);
    private readonly AcsSignIn _signIn;
    private readonly ITokenFeedOwner _owner;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private CallCredential _credential;
    private AcsToken _token;
    private CallToken? _next;
    private bool _fetching;
    private bool _known;
    private bool _begun;
    private DateTimeOffset _due;

    private TokenFeed(AcsSignIn signIn, AcsToken first, bool known, ITokenFeedOwner owner, ILogger logger)
    {
        (_signIn, _credential, _token, _known, _owner, _logger) = (signIn, signIn.Credential, first, known, owner, logger);
        _timer = signIn.Time.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Schedule(signIn.Time.GetUtcNow() + ((first.ExpiresOn - signIn.Time.GetUtcNow()) / 2));
        _refresh.TokenRefreshRequested += OnRefreshRequested;
        try
        {
            Credential = new CallTokenCredential(first.Token, _refresh);
        }
        catch (Exception e)
        {
            Dispose();
            throw SdkErrors.SignIn(e);
        }
    }

    public CallTokenCredential Credential { get; }

    /// <summary>Gets the first token.</summary>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: the SDK refuses it.</exception>
    /// <exception cref="Exception">What the source of tokens says.</exception>
    public static async Task<TokenFeed> OpenAsync(AcsSignIn signIn, ITokenFeedOwner owner, ILogger logger, CancellationToken ct)
    {
        var (token, known) = signIn.Tokens is { } source
            ? (await source.GetTokenAsync(signIn.Credential, ct).ConfigureAwait(false), true)
            : Plain(signIn, signIn.Credential.Token);
        return new(signIn, token, known, owner, logger);
    }

    /// <summary>From now on the owner is told, and the next token fetched: its sign-in is complete.</summary>
    public void Begin()
    {
        DateTimeOffset due;
        lock (_lock)
        {
            (_begun, due) = (true, _due);
        }

        Schedule(due);
    }

    /// <summary>The app has a new token: the vendor's own, or what the source of tokens wants to see.</summary>
    public async ValueTask RenewAsync(string token, CancellationToken ct)
    {
        if (_signIn.Tokens is { } source)
        {
            var renewed = CallCredential.FromToken(_credential.UserId, token, _credential.DeviceId);
            Offer(await source.GetTokenAsync(renewed, ct).ConfigureAwait(false), known: true);
            _credential = renewed;
            return;
        }

        try
        {
            _ = new CallTokenCredential(token);
        }
        catch (Exception e)
        {
            throw SdkErrors.SignIn(e);
        }

        var (plain, known) = Plain(_signIn, token);
        Offer(plain, known);
    }

    public void Dispose()
    {
        _refresh.TokenRefreshRequested -= OnRefreshRequested;
        _life.Cancel();
        _timer.Dispose();
    }

    private static (AcsToken Token, bool Known) Plain(AcsSignIn signIn, string token) =>
        TokenLife.Hint(token) is { } end ? (new(token, end), true) : (new(token, signIn.Time.GetUtcNow() + TokenLife.Shortest), false);

    private void Offer(AcsToken token, bool known)
    {
        lock (_lock)
        {
            (_token, _known, _next) = (token, known, new CallToken(token.Token, token.ExpiresOn));
        }

        var now = _signIn.Time.GetUtcNow();
        Schedule(now + ((token.ExpiresOn - now) / 2));
    }

    /// <summary>On a thread of the SDK's: whatever lies ready is given, and nothing is waited for.</summary>
    private void OnRefreshRequested(object? sender, CallTokenRefreshRequestedEventArgs args)
    {
        bool ready;
        lock (_lock)
        {
            ready = _next is not null;
            args.CallToken = _next ?? new CallToken(_token.Token, _token.ExpiresOn);
            _next = null;
        }

        if (!ready)
        {
            Schedule(_signIn.Time.GetUtcNow());
        }
    }

    private void OnTime()
    {
        TimeSpan left;
        bool known;
        lock (_lock)
        {
            (left, known) = (_token.ExpiresOn - _signIn.Time.GetUtcNow(), _known);
        }

        if (left <= TimeSpan.Zero && known)
        {
            _owner.OnTokenExpired();
            return;
        }

        if (_signIn.Tokens is null)
        {
            _owner.OnTokenExpiring(left > TimeSpan.Zero ? left : LongestWait);
            Schedule(known ? _token.ExpiresOn : _signIn.Time.GetUtcNow() + LongestWait);
        }
        else
        {
            _ = FetchAsync(_signIn.Tokens, left);
        }
    }

    private async Task FetchAsync(IAcsTokenSource source, TimeSpan left)
    {
        if (Interlocked.Exchange(ref _fetching, true))
        {
            return;
        }

        try
        {
            Offer(await source.GetTokenAsync(_credential, _life.Token).ConfigureAwait(false), known: true);
        }
        catch (Exception) when (_life.IsCancellationRequested)
        {
            // Signed out meanwhile.
        }
        catch (Exception e)
        {
            AcsLog.NotRenewed(_logger, e.Message);
            if (e is CallException { Code: CallErrorCode.AuthenticationFailed })
            {
                // The app's own token has run out, perhaps: it may have another.
                _owner.OnTokenExpiring(left);
            }

            var wait = TimeSpan.FromTicks(Math.Clamp((left / 8).Ticks, ShortestWait.Ticks, LongestWait.Ticks));
            Schedule(_signIn.Time.GetUtcNow() + (wait < left ? wait : left));
        }
        finally
        {
            Interlocked.Exchange(ref _fetching, false);
        }
    }

    private void Schedule(DateTimeOffset at)
    {
        lock (_lock)
        {
            _due = at;
            if (!_begun)
            {
                return;
            }
        }

        var wait = at - _signIn.Time.GetUtcNow();
        try
        {
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Signed out meanwhile.
        }
    }
}
