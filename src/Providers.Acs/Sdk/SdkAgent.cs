using Azure.Communication.Calling.WindowsClient;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>One sign-in at the SDK: a client with its only agent, and the queue on which everything of it is told.</summary>
internal sealed class SdkAgent : IAsyncDisposable
{
    private readonly CallClient _client;
    private readonly TokenFeed _tokens;
    private readonly Lock _lock = new();
    private Task<DeviceManager>? _devices;
    private bool _disposed;

    private SdkAgent(CallClient client, CallAgent agent, TokenFeed tokens, string acsId, AcsSignIn signIn, SerialQueue queue, ILogger logger)
    {
        (_client, Agent, _tokens, AcsId) = (client, agent, tokens, acsId);
        (SignIn, Queue, Logger) = (signIn, queue, logger);
    }

    public CallAgent Agent { get; }

    /// <summary>The user's own id at the vendor; the SDK does not tell it.</summary>
    public string AcsId { get; }

    public AcsSignIn SignIn { get; }

    public SerialQueue Queue { get; }

    public ILogger Logger { get; }

    /// <summary>Signs in; if anything fails, nothing stays behind.</summary>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>, <c>Unreachable</c>, <c>ProviderFailed</c>.</exception>
    public static async Task<SdkAgent> SignInAsync(
        AcsSignIn signIn, Func<CallClientOptions, CallClient> create, ITokenFeedOwner owner, ILogger logger, CancellationToken ct)
    {
        TokenFeed? tokens = null;
        CallClient? client = null;
        try
        {
            string acsId = await signIn.Directory.FindAcsIdAsync(signIn.Credential.UserId, ct).ConfigureAwait(false)
                ?? throw new CallException(CallErrorCode.AuthenticationFailed, $"The directory knows no id of '{signIn.Credential.UserId}' at the vendor.");
            tokens = await TokenFeed.OpenAsync(signIn, owner, logger, ct).ConfigureAwait(false);
            client = create(new CallClientOptions { Diagnostics = new() { AppName = "Calling", AppVersion = "1.0" } });
            var creating = CreateAsync(client, tokens.Credential, signIn.Options);
            try
            {
                var agent = await creating.WaitAsync(ct).ConfigureAwait(false);
                return new(client, agent, tokens, acsId, signIn, new(logger), logger);
            }
            catch (OperationCanceledException)
            {
                // The SDK cannot be told to give up: what it makes after all goes as soon as it is there.
                _ = DropAsync(creating, client, tokens);
                (client, tokens) = (null, null);
                throw;
            }
        }
        catch (Exception e)
        {
            client?.Dispose();
            tokens?.Dispose();
            throw client is null && e is not (CallException or OperationCanceledException)
                ? new CallException(CallErrorCode.ProviderFailed, $"Signing in could not begin: {e.Message}", e)
                : SdkErrors.SignIn(e);
        }
    }

    /// <summary>The owner is ready to be told of its token.</summary>
    public void Begin() => _tokens.Begin();

    /// <summary>The machine's cameras and microphones; asked for once, and again if that failed.</summary>
    public Task<DeviceManager> DevicesAsync()
    {
        lock (_lock)
        {
            return _devices = _devices is null or { IsFaulted: true } ? GetDevicesAsync() : _devices;
        }
    }

    public ValueTask RenewAsync(string token, CancellationToken ct) => _tokens.RenewAsync(token, ct);

    public ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _tokens.Dispose();
            Agent.Dispose();
            _client.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<CallAgent> CreateAsync(CallClient client, CallTokenCredential credential, AcsOptions options) =>
        await client.CreateCallAgentAsync(credential, new CallAgentOptions { DisplayName = options.DisplayName ?? "" });

    private static async Task DropAsync(Task<CallAgent> creating, CallClient client, TokenFeed tokens)
    {
        try
        {
            (await creating.ConfigureAwait(false)).Dispose();
        }
        catch (Exception)
        {
            // It failed by itself.
        }

        tokens.Dispose();
        client.Dispose();
    }

    private async Task<DeviceManager> GetDevicesAsync() => await _client.GetDeviceManagerAsync();
}
