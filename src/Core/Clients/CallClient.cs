using Calling.Effects;
using Calling.Machines;
using Calling.Media;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Clients;

/// <summary>The client on any provider. It posts what the app wants and shows what the machine has decided.</summary>
internal sealed class CallClient : ICallClient
{
    private readonly ClientShell _shell;
    private readonly Disposal _disposal = new();

    /// <summary>Makes it; it owns the provider from now on.</summary>
    /// <param name="provider">The vendor.</param>
    /// <param name="options">The client's settings.</param>
    /// <param name="runtime">Where it runs.</param>
    /// <param name="logger">Its log.</param>
    /// <param name="decide">The machine.</param>
    public CallClient(ICallProvider provider, CallingOptions options, CallRuntime runtime, ILogger logger, Decide? decide = null)
    {
        _shell = new ClientShell(provider, options, runtime, logger, decide ?? ClientMachine.Apply);
        Records = new CallRecords(_shell);
    }

    /// <inheritdoc/>
    public CallClientState State => _shell.Events.State.State;

    /// <inheritdoc/>
    public string? UserId => _shell.Events.State.Self?.UserId;

    /// <inheritdoc/>
    public string? DeviceId => _shell.Events.State.Self?.DeviceId;

    /// <inheritdoc/>
    public ProviderDescriptor Provider => _shell.Descriptor;

    /// <inheritdoc/>
    public IReadOnlyList<ICallSession> Calls => _shell.Calls.Live;

    /// <inheritdoc/>
    public ICallRecords Records { get; }

    /// <inheritdoc/>
    public async Task LoginAsync(CallCredential credential, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ThrowIfDisposed();
        ct.ThrowIfCancellationRequested();
        _shell.AddLogin(credential, ct);
        try
        {
            // Not only the waiting stops: giving up is an input of its own, and its decision is what is awaited here.
            await _shell.RunAsync(operation => new ClientInput.Login(operation, credential)).ConfigureAwait(false);
        }
        catch (CallException error) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, ct);
        }
        finally
        {
            _shell.RemoveLogin(credential, ct);
        }
    }

    /// <inheritdoc/>
    public async Task LogoutAsync(CancellationToken ct = default)
    {
        ThrowIfDisposed();
        await SignOutAsync().WaitAsync(ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ICallSession> PlaceCallAsync(CallRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Callees);
        ThrowIfDisposed();
        ct.ThrowIfCancellationRequested();
        CallRequest copy = request with { Callees = [.. request.Callees], Options = request.Options?.Copy() };
        string callId = Guid.NewGuid().ToString("N");
        Task<object?> placing = _shell.RunAsync(operation => new ClientInput.Place(operation, callId, copy));
        return (ICallSession)(await placing.WaitAsync(ct).ConfigureAwait(false))!;
    }

    /// <inheritdoc/>
    public async Task<ICallSession> JoinAsync(string callId, JoinOptions? options = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(callId);
        ThrowIfDisposed();
        ct.ThrowIfCancellationRequested();

        // Whether there is a camera to be on is the call's to say (rule CALL-099).
        var wanted = new MediaState(options is not { MicrophoneOff: true }, options is not { CameraOff: true });
        var sources = new MediaSources(options?.AudioSource, options?.VideoSource);
        long number = 0;
        Task<object?> joining = _shell.RunAsync(operation => new ClientInput.Join(number = operation, callId, wanted, sources));
        using var abandon = ct.Register(() => _shell.Mailbox.PostLocal(new(new ClientInput.AbandonJoin(callId, number))));
        try
        {
            return (ICallSession)(await joining.ConfigureAwait(false))!;
        }
        catch (CallException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ICallSession> ReadIncomingCallsAsync(CancellationToken ct = default)
        => new MappedSequence<CallClientEvent, ICallSession>(
            _shell.Events.Read(ct), static item => (item as CallClientEvent.IncomingCall)?.Session);

    /// <inheritdoc/>
    public IAsyncEnumerable<CallClientEvent> ReadEventsAsync(CancellationToken ct = default) => _shell.Events.Read(ct);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sink);
        ThrowIfDisposed();
        const string Operation = nameof(StartPreviewAsync);
        if (_shell.Line is not { } line || State is CallClientState.SignedOut or CallClientState.SigningIn)
        {
            throw new CallException(CallErrorCode.NotSignedIn, "A preview needs a signed-in user.") { Operation = Operation };
        }

        if (!Provider.Capabilities.HasFlag(CallCapabilities.RawMedia))
        {
            throw new CallException(CallErrorCode.NotSupported, $"{Provider.Name} does not declare {CallCapabilities.RawMedia}.")
            {
                Operation = Operation, Capability = CallCapabilities.RawMedia,
            };
        }

        IAsyncDisposable preview = await line.Media.StartPreviewAsync(source, sink, ct).ConfigureAwait(false);
        return _shell.Previews.Add(preview, () => ReferenceEquals(_shell.Line, line));
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? key = null)
        => Services.Find(serviceType, key, this, _shell.Provider, _shell.Line, _shell.Line?.Media, _shell.Runtime.Time, _shell.Options);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _disposal.RunAsync(ReleaseAsync);

    private async Task ReleaseAsync()
    {
        try
        {
            await SignOutAsync().ConfigureAwait(false);
        }
        finally
        {
            _shell.Close();
            await _shell.Provider.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Signs out, and is through when the whole decision is carried out and everything that it let go of is gone.</summary>
    private async Task SignOutAsync()
    {
        ShutGates();
        var carriedOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Operation operation = _shell.Operations.Begin(carriedOut.SetResult);
        _shell.Mailbox.PostLocal(new(new ClientInput.Logout(operation.Id)));
        await carriedOut.Task.ConfigureAwait(false);
        await operation.Task.ConfigureAwait(false);
        await _shell.Releases.WhenDone().ConfigureAwait(false);
    }

    private void ShutGates()
    {
        foreach (CallHost host in _shell.Calls.Hosts)
        {
            host.Gate.HangUp();
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposal.IsStarted, this);
}
