using Calling.Effects;
using Calling.Events;
using Calling.Machines;
using Calling.Mailboxes;
using Calling.Media;
using Calling.Providers;

namespace Calling.Clients;

/// <summary>The app's view of one call. It posts what the app wants and shows what the machine has decided.</summary>
internal sealed class CallSession(CallSnapshot snapshot, CallHost host, ClientShell shell) : ICallSession
{
    private readonly EventHub<CallSnapshot, CallEvent> _events = new(
        snapshot, static call => [new CallEvent.Snapshot(call)], isFleeting: static item => item is CallEvent.AudioLevels);
    private readonly Disposal _disposal = new();
    private volatile ICallSession? _replacedBy;

    /// <summary>
    /// Whose operations these are to the machine, which knows a device's latest session of a call: one that ended before the user was invited, or came
    /// in, anew is no call that it knows (rules CALL-022, CALL-035).
    /// </summary>
    private string Addressee => shell.Calls.Find(CallId) is { } latest && latest != host ? $"{CallId} (former)" : CallId;

    /// <inheritdoc/>
    public string CallId => host.CallId;

    /// <inheritdoc/>
    public CallSnapshot Snapshot => _events.State;

    /// <inheritdoc/>
    public ICallMedia Media => host.Port;

    /// <inheritdoc/>
    public ICallSession? ReplacedBy
    {
        get
        {
            FindReplacement();
            return _replacedBy;
        }
    }

    /// <inheritdoc/>
    public async Task AcceptAsync(AcceptOptions? options = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        host.AudioSource = options?.AudioSource ?? host.AudioSource;
        host.VideoSource = options?.VideoSource ?? host.VideoSource;

        // Accepting a video call turns the camera on unless told otherwise; accepting an audio call never does (rule CALL-099).
        var wanted = new MediaState(
            options is not { MicrophoneOff: true }, Snapshot.Media == CallMedia.Video && options is not { CameraOff: true });
        bool ownSource = options is { AudioSource: AudioSource.Frames } or { VideoSource: VideoSource.Frames };
        await RunAsync(operation => new CallInput.Accept(operation, wanted, ownSource) { Data = options?.Data }, ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RejectAsync(RejectOptions? options = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var (reason, scope, data) = (options?.Reason, options?.Scope ?? RejectScope.User, options?.Data);
        await RunAsync(operation => new CallInput.Reject(operation, reason) { Scope = scope, Data = data }, ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> TryCancelAsync(CancelOptions? options = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        string? data = options?.Data;
        return await RunAsync(operation => new CallInput.TryCancel(operation) { Data = data }, ct).ConfigureAwait(false) is true;
    }

    /// <inheritdoc/>
    public async Task HangUpAsync(HangUpOptions? options = null, CancellationToken ct = default)
    {
        if (OperationGuard.HangUp(options, Snapshot, shell.Events.State.Self?.UserId, shell.Descriptor) is { } error)
        {
            throw error;
        }

        // Whatever waits in the mailbox, capture ends here and now (rule CALL-037).
        host.Gate.HangUp();
        var (scope, data) = (options?.Scope ?? HangUpScope.Self, options?.Data);
        await RunAsync(operation => new CallInput.End(operation, EndCause.HangUp) { Scope = scope, Data = data }, ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task SetMicrophoneAsync(bool on, CancellationToken ct = default)
        => SwitchAsync(MediaKind.Audio, on, operation => new CallInput.SetMicrophone(operation, on), ct);

    /// <inheritdoc/>
    public Task SetCameraAsync(bool on, CancellationToken ct = default)
        => SwitchAsync(MediaKind.Video, on, operation => new CallInput.SetCamera(operation, on), ct);

    /// <inheritdoc/>
    public async Task<MediaRequestOutcome> RequestMediaAsync(
        CallMedia media, MediaRequestOptions? options = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        bool cameraOff = options?.CameraOff ?? false;
        return (MediaRequestOutcome)(await RunAsync(operation => new CallInput.RequestMedia(operation, media, cameraOff), ct).ConfigureAwait(false))!;
    }

    /// <inheritdoc/>
    public async Task AnswerMediaRequestAsync(
        string requestId, bool agree, MediaRequestOptions? options = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        ct.ThrowIfCancellationRequested();
        bool cameraOff = options?.CameraOff ?? false;
        await RunAsync(operation => new CallInput.AnswerMediaRequest(operation, requestId, agree, cameraOff), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task InviteAsync(IReadOnlyList<string> userIds, InviteOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        ct.ThrowIfCancellationRequested();
        string[] callees = [.. userIds];
        var (timeout, push) = (options?.RingTimeout, options?.Push);
        await RunAsync(operation => new CallInput.Invite(operation, callees, timeout, push), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task CancelInvitationAsync(string userId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ct.ThrowIfCancellationRequested();
        await RunAsync(operation => new CallInput.CancelInvitation(operation, userId), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RemoveParticipantAsync(string userId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ct.ThrowIfCancellationRequested();
        await RunAsync(operation => new CallInput.Remove(operation, userId), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<CallEvent> ReadEventsAsync(CancellationToken ct = default) => _events.Read(ct);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? key = null)
        => Services.Find(serviceType, key, this, host.Media.Session, shell.Line, shell.Provider);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _disposal.RunAsync(ReleaseAsync);

    /// <summary>Shows a snapshot, with or without an event. On the mailbox.</summary>
    /// <param name="next">The snapshot.</param>
    /// <param name="callEvent">The event, if there is one.</param>
    public void Show(CallSnapshot next, CallEvent? callEvent)
    {
        if (callEvent is null)
        {
            _events.Show(next);
            return;
        }

        _events.Publish(next, callEvent);
        if (callEvent is CallEvent.Ended)
        {
            _events.Complete();
        }
    }

    /// <summary>Finds the session that took this one's place while both are at hand.</summary>
    public void FindReplacement()
    {
        if (_replacedBy is null && Snapshot.ReplacedBy is { } callId)
        {
            _replacedBy = shell.Calls.Find(callId)?.Session;
        }
    }

    private async Task SwitchAsync(MediaKind kind, bool on, Func<long, CallInput> input, CancellationToken ct)
    {
        long version = 0;
        Operation operation = shell.Operations.Begin(() => host.Gate.Settle(kind, version));
        host.Gate.Choose(kind, on, choice =>
        {
            version = choice;
            shell.Mailbox.EnqueueLocal(new Mail(new ClientInput.Call(Addressee, input(operation.Id))));
        });
        shell.Mailbox.Kick();
        await AnswerAsync(operation.Task, ct).ConfigureAwait(false);
    }

    private async Task ReleaseAsync()
    {
        host.Gate.HangUp();
        await RunAsync(static operation => new CallInput.Release(operation, EndCause.HangUp), default).ConfigureAwait(false);
        await host.Media.Released.ConfigureAwait(false);
    }

    private Task<object?> RunAsync(Func<long, CallInput> input, CancellationToken ct)
        => AnswerAsync(shell.RunAsync(operation => new ClientInput.Call(Addressee, input(operation))), ct);

    private async Task<object?> AnswerAsync(Task<object?> operation, CancellationToken ct)
    {
        try
        {
            return await operation.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (CallException gone) when (gone is { Code: CallErrorCode.CallGone, EndReason: null } && Snapshot.End is { } end)
        {
            // The machine has forgotten the call by now; how it ended stands here (rule CALL-022).
            throw new CallException(gone.Code, gone.Message, gone)
            {
                Operation = gone.Operation, State = gone.State, EndReason = end.Reason, ProviderCode = end.ProviderCode,
            };
        }
    }
}
