using Microsoft.Extensions.Logging;

namespace Calling.Middleware;

/// <summary>Logs sign-ins, calls and how they go; never tokens, attachments or texts of users.</summary>
internal sealed partial class LoggingCallClient(ICallClient inner, ILogger logger) : ObservingCallClient(inner, logger)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override async Task LoginAsync(CallCredential credential, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        LogLogin(credential.UserId, Provider.Name);
        try
        {
            await base.LoginAsync(credential, ct).ConfigureAwait(false);
        }
        catch (CallException error)
        {
            LogLoginFailed(credential.UserId, error.Code, error.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<ICallSession> PlaceCallAsync(CallRequest request, CancellationToken ct = default)
    {
        try
        {
            return await base.PlaceCallAsync(request, ct).ConfigureAwait(false);
        }
        catch (CallException error)
        {
            LogPlaceFailed(error.Code, error.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<ICallSession> JoinAsync(string callId, JoinOptions? options = null, CancellationToken ct = default)
    {
        try
        {
            return await base.JoinAsync(callId, options, ct).ConfigureAwait(false);
        }
        catch (CallException error)
        {
            LogJoinFailed(callId, error.Code, error.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void OnStateChanged(CallClientEvent.StateChanged change) => LogState(change.State, change.Reason);

    /// <inheritdoc/>
    protected override ICallWatcher Begin(ICallSession session, CallSnapshot snapshot)
    {
        LogCall(snapshot.Direction, snapshot.Media, session.CallId, snapshot.Caller, snapshot.Callees.Count);
        return new Watcher(this, session.CallId);
    }

    [LoggerMessage(101, LogLevel.Information, "Signing {UserId} in to {Provider}")]
    private partial void LogLogin(string userId, string provider);

    [LoggerMessage(102, LogLevel.Warning, "Signing {UserId} in failed with {Code}: {Reason}")]
    private partial void LogLoginFailed(string userId, CallErrorCode code, string reason);

    [LoggerMessage(103, LogLevel.Information, "The client is {State} ({Reason})")]
    private partial void LogState(CallClientState state, SignedOutReason? reason);

    [LoggerMessage(104, LogLevel.Warning, "Placing a call failed with {Code}: {Reason}")]
    private partial void LogPlaceFailed(CallErrorCode code, string reason);

    [LoggerMessage(105, LogLevel.Information, "{Direction} {Media} call {CallId} from {Caller} to {Callees} user(s)")]
    private partial void LogCall(CallDirection direction, CallMedia media, string callId, string caller, int callees);

    [LoggerMessage(106, LogLevel.Information, "Call {CallId} went from {Previous} to {State}")]
    private partial void LogCallState(string callId, CallState previous, CallState state);

    [LoggerMessage(107, LogLevel.Information, "Call {CallId}: {UserId} responded {Response}")]
    private partial void LogResponse(string callId, string userId, CallResponse response);

    [LoggerMessage(108, LogLevel.Warning, "Call {CallId} warns of {Code}: {Reason}")]
    private partial void LogWarning(string callId, CallWarningCode code, string reason);

    [LoggerMessage(109, LogLevel.Information, "Call {CallId} ended {Reason} by {EndedBy} after {Duration} (provider code {ProviderCode})")]
    private partial void LogEnd(string callId, CallEndReason reason, string? endedBy, TimeSpan duration, string? providerCode);

    [LoggerMessage(110, LogLevel.Warning, "Entering the call {CallId} failed with {Code}: {Reason}")]
    private partial void LogJoinFailed(string callId, CallErrorCode code, string reason);

    [LoggerMessage(111, LogLevel.Information, "Call {CallId}: {UserId} was invited by {InvitedBy}")]
    private partial void LogInvited(string callId, string userId, string? invitedBy);

    private sealed class Watcher(LoggingCallClient client, string callId) : ICallWatcher
    {
        public void OnEvent(CallEvent item)
        {
            switch (item)
            {
                case CallEvent.StateChanged change:
                    client.LogCallState(callId, change.Previous, change.State);
                    break;
                case CallEvent.ParticipantInvited invited:
                    client.LogInvited(callId, invited.UserId, invited.InvitedBy);
                    break;
                case CallEvent.ParticipantResponded response:
                    client.LogResponse(callId, response.UserId, response.Response);
                    break;
                case CallEvent.Warning warning:
                    client.LogWarning(callId, warning.Code, warning.Message);
                    break;
                case CallEvent.Ended { End: var end }:
                    client.LogEnd(callId, end.Reason, end.EndedBy, end.Duration, end.ProviderCode);
                    break;
            }
        }
    }
}
