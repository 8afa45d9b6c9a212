using System.Collections.Concurrent;
using Calling.Facades;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Wilddog;

/// <summary>Wilddog Video Call on any provider. Its calls behave as the vendor's with <c>UseProfile(CallProfile.Wilddog)</c>: a new call hangs up
/// the former one.</summary>
/// <remarks>Vendor: WDGVideoCall. Any thread. Delegates are called one after another, on the context where this was made, or on the thread pool.</remarks>
public sealed class WilddogVideoCall : IDisposable
{
    private readonly ConcurrentDictionary<string, WilddogConversation> _conversations = new(StringComparer.Ordinal);
    private readonly WilddogOptions _options;
    private readonly ILogger _logger;
    private readonly CallWatch _watch;
    private volatile string _token = "";
    private string? _uid;
    private Task _starting = Task.CompletedTask;

    /// <summary>Makes one on a client, which stays the app's own to dispose.</summary>
    /// <remarks>Vendor: [WDGVideoCall sharedInstance]</remarks>
    /// <param name="client">The client, on whichever provider the configuration names.</param>
    /// <param name="options">Device id and logger.</param>
    public WilddogVideoCall(ICallClient client, WilddogOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (Client, _options) = (client, options ?? new());
        _logger = _options.Logger ?? NullLogger.Instance;
        Time = (TimeProvider?)client.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        _watch = new CallWatch(client, OnClientEvent, OnCallEvent, Log);
        _watch.Start();
    }

    /// <summary>Is told of calls; set it before <see cref="StartAsync"/>.</summary>
    /// <remarks>Vendor: delegate</remarks>
    public IWilddogVideoCallDelegate? Delegate { get; set; }

    internal ICallClient Client { get; }

    internal TimeProvider Time { get; }

    /// <summary>Says who this is.</summary>
    /// <remarks>Vendor: [WDGVideoInitializer configureWithVideoAppId:token:]; the app id is the provider's configuration.</remarks>
    /// <param name="uid">The user, as the token says.</param>
    /// <param name="token">The provider's token.</param>
    public void Configure(string uid, string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(uid);
        SetToken(token);
        _uid = uid;
    }

    /// <summary>Gives a new token for the same user; it is taken when the present one runs out (rule CALL-004).</summary>
    /// <remarks>Vendor: [WDGVideoInitializer setToken:]</remarks>
    /// <param name="token">The provider's token.</param>
    public void SetToken(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _token = token;
    }

    /// <summary>Signs in: from now on calls come. Calls that are placed meanwhile wait for it; the task need not be awaited.</summary>
    /// <remarks>Vendor: start</remarks>
    /// <exception cref="CallException">As <see cref="ICallClient.LoginAsync"/>; a refused token is told to the delegate, too.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Configure"/> was not called.</exception>
    public Task StartAsync()
    {
        string uid = _uid ?? throw new InvalidOperationException("Call Configure before StartAsync.");
        var login = LoginAsync(CallCredential.FromCallback(uid, _ => ValueTask.FromResult(_token), _options.DeviceId));
        if (_starting.IsCompleted)
        {
            // Else a second start, which is refused: calls wait for the first.
            _starting = login;
        }

        return login;
    }

    /// <summary>Signs out: a conversation ends, and no call comes any more.</summary>
    /// <remarks>Vendor: stop</remarks>
    public Task StopAsync() => Client.LogoutAsync();

    /// <summary>Calls a user. A conversation that is going on is hung up first (profile Wilddog).</summary>
    /// <remarks>Vendor: callWithUid:localStream:data:</remarks>
    /// <param name="remoteUid">Whom.</param>
    /// <param name="localStream">What this user sends; without pictures it is an audio call.</param>
    /// <param name="data">For the callee, or null.</param>
    /// <returns>The conversation, at once; whatever fails is told to its delegate.</returns>
    public WilddogConversation CallWithUid(string remoteUid, WilddogLocalStream localStream, string? data = null)
    {
        ArgumentNullException.ThrowIfNull(remoteUid);
        ArgumentNullException.ThrowIfNull(localStream);
        var conversation = new WilddogConversation(this, remoteUid, localStream);
        conversation.Begin(PlaceAsync(remoteUid, localStream, data));
        return conversation;
    }

    /// <summary>Tells the delegates nothing any more; the client and its calls go on.</summary>
    public void Dispose() => _watch.Dispose();

    /// <summary>Has a session's events go to a conversation.</summary>
    internal void Follow(ICallSession session, WilddogConversation conversation)
    {
        _conversations[session.CallId] = conversation;
        _watch.Follow(session);
    }

    internal void Log(Exception error) => _logger.HandlerThrew(error);

    /// <summary>Has something happen in its turn.</summary>
    internal void Post(Action turn) => _watch.Post(turn);

    private async Task LoginAsync(CallCredential credential)
    {
        try
        {
            await Client.LoginAsync(credential).ConfigureAwait(false);
        }
        catch (CallException error) when (error.Code == CallErrorCode.AuthenticationFailed)
        {
            Post(() => Delegate?.DidFailWithTokenError(this, WilddogError.Of(error)));
            throw;
        }
    }

    private async Task<ICallSession> PlaceAsync(string remoteUid, WilddogLocalStream localStream, string? data)
    {
        // Whether somebody is signed in then, the placing says: a second start fails, too.
        await _starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var media = localStream.HasVideo ? CallMedia.Video : CallMedia.Audio;
        return await Client.PlaceCallAsync(new CallRequest([remoteUid], media, localStream.ForCall(data))).ConfigureAwait(false);
    }

    private void OnClientEvent(CallClientEvent item)
    {
        switch (item)
        {
            case CallClientEvent.IncomingCall(var session):
                var conversation = new WilddogConversation(this, session);
                _conversations[session.CallId] = conversation;
                Delegate?.DidReceiveCall(this, conversation, session.Snapshot.Attachment);
                break;
            case CallClientEvent.StateChanged { Reason: SignedOutReason.AuthExpired }:
                Delegate?.DidFailWithTokenError(this, new(WilddogErrorCode.TokenExpired, "The token ran out."));
                break;
        }
    }

    private void OnCallEvent(ICallSession session, CallEvent item)
    {
        if (_conversations.TryGetValue(session.CallId, out var conversation))
        {
            conversation.OnEvent(session, item);
            if (item is CallEvent.Ended or CallEvent.Snapshot { Call.End: not null })
            {
                _conversations.TryRemove(session.CallId, out _);
            }
        }
    }
}
