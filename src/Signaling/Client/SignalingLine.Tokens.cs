using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

// The token's life, and what is read with it.
public sealed partial class SignalingLine
{
    private readonly TokenWatch _watch;

    /// <summary>The last token that the server took.</summary>
    private string? _accepted;
    private TaskCompletionSource<ServerFrame>? _renewal;

    /// <summary>How long the token was good for when the server last said so; null for ever.</summary>
    public TimeSpan? TokenExpiresIn { get; private set; }

    /// <summary>The token that the line signs in with; for what else is asked of the server in this user's name.</summary>
    public string Token
    {
        get
        {
            lock (_gate)
            {
                return _token;
            }
        }
    }

    /// <summary>Hands over a fresh token before the old one runs out; calls go on (rule CALL-004).</summary>
    /// <remarks>While the line is down the token is kept for the next attempt to come back; if it is refused then, the line goes on
    /// with the old one and raises <see cref="LineSignal.TokenExpiring"/> once more.</remarks>
    /// <param name="token">For the same user and device.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: the old one stays in force. <c>Unreachable</c>: the line is closed or was
    /// lost meanwhile, or no answer came.</exception>
    public async ValueTask RenewAsync(string token, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        TaskCompletionSource<ServerFrame> renewal;
        LineLink? link;
        lock (_gate)
        {
            if (_closed)
            {
                throw new CallException(CallErrorCode.Unreachable, "The line is closed.");
            }

            link = _link;
            if (link is null)
            {
                _token = token;
                _watch.Stop();
                return;
            }

            _renewal?.TrySetCanceled(CancellationToken.None);
            _renewal = renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            link.TrySend(new ClientFrame.Renew(token));
        }

        try
        {
            switch (await renewal.Task.WaitAsync(_options.CommandTimeout, _time, ct).ConfigureAwait(false))
            {
                case ServerFrame.Renewed renewed:
                    lock (_gate)
                    {
                        link.Token = token;
                        Accept(token, renewed.TokenExpiresIn);
                    }

                    break;
                case ServerFrame.Error error:
                    throw new CallException(CallErrorCode.AuthenticationFailed, error.Message);
            }
        }
        catch (Exception failure) when (failure is TimeoutException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new CallException(CallErrorCode.Unreachable, "The server did not answer the renewal of the token.", failure);
        }
    }

    /// <summary>Reads the user's call records over HTTP, with the line's token; also while the line is down.</summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: a page size, time or continuation that is none. <c>AuthenticationFailed</c>,
    /// <c>RateLimited</c>, <c>Unreachable</c>, or <c>ProviderFailed</c> with the HTTP status.</exception>
    public async ValueTask<CallRecordPage> ReadRecordsAsync(CallRecordQuery query, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        string token;
        lock (_gate)
        {
            if (_closed)
            {
                throw new CallException(CallErrorCode.Unreachable, "The line is closed.");
            }

            token = _token;
        }

        return await _records.ReadAsync(token, query, ct).ConfigureAwait(false);
    }

    /// <summary>The server took a token.</summary>
    private void Accept(string token, TimeSpan? expiresIn)
    {
        _token = _accepted = token;
        TokenExpiresIn = expiresIn;
        _watch.Start(token, expiresIn);
    }

    /// <summary>A token that was kept while the line was down was refused: the one before it may still hold.</summary>
    /// <returns>False if that was the one.</returns>
    private bool TryFallBack()
    {
        lock (_gate)
        {
            if (_accepted is null || _token == _accepted)
            {
                return false;
            }

            _token = _accepted;
            return true;
        }
    }

    private void CompleteRenewal(ServerFrame frame)
    {
        lock (_gate)
        {
            _renewal?.TrySetResult(frame);
            _renewal = null;
        }
    }
}
