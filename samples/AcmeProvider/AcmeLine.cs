using AcmeVendor;

namespace Calling.Providers.Acme;

/// <summary>One device's connection to Acme: commands become requests, news become signals. It decides nothing.</summary>
internal sealed class AcmeLine(AcmeOptions options, ICallLineObserver observer) : ICallLine
{
    private readonly Lock _telling = new();
    private AcmeClient? _client;
    private bool _silent;

    public CallParty Self { get; private set; }

    public IMediaProvider Media { get; } = new AcmeMedia(options);

    /// <summary>Connects and signs in. Signals may come before it returns.</summary>
    public async Task OpenAsync(CallCredential credential, CancellationToken ct)
    {
        _client = await AcmeClient.DialAsync(options.Host!, options.Port, OnNews, OnLost, ct);
        string device = credential.DeviceId ?? Guid.NewGuid().ToString("N");
        var answer = await _client.AskAsync(
            new AcmeMessage("hello") { Token = credential.Token, Me = new AcmePhone(credential.UserId, device) }, ct);
        if (answer is not { Verb: "ok", Me: { } me } || me.User != credential.UserId)
        {
            throw new CallException(CallErrorCode.AuthenticationFailed, $"Acme refused the token of {credential.UserId}.");
        }

        Self = new CallParty(me.User, device);
    }

    /// <inheritdoc/>
    public async ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        if (AcmeWords.Request(command) is not { } request)
        {
            // Nothing to say: with one phone for each user, who steps out of the ringing just stops it here.
            return command is CallCommand.LeaveCall
                ? new CommandResult.Done()
                : new CommandResult.Refused(RefusalCode.NotSupported, null, $"Acme has nothing like {command.GetType().Name}.");
        }

        try
        {
            var answer = await _client!.AskAsync(request, ct);
            return answer.Verb == "ok" ? Done(command, answer) : AcmeWords.Refusal(answer);
        }
        catch (AcmeException lost)
        {
            var fault = new ProviderFault("lost", lost.Message);
            return lost.WasSent ? new CommandResult.Unknown(fault) : new CommandResult.NotSent(fault);
        }
        catch (OperationCanceledException)
        {
            return new CommandResult.Unknown(new ProviderFault("given-up", "Given up before Acme answered."));
        }
    }

    /// <inheritdoc/>
    public void RequestSnapshot() => _ = SnapshotAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_telling)
        {
            _silent = true;
        }

        if (_client is { } client)
        {
            client.TrySend(new AcmeMessage("bye"));
            await client.DisposeAsync();
        }
    }

    private async Task SnapshotAsync()
    {
        try
        {
            var answer = await _client!.AskAsync(new AcmeMessage("calls"), CancellationToken.None);
            Tell(new LineSignal.Snapshot([.. (answer.Calls ?? []).Select(c => AcmeWords.View(c, Self))]));
        }
        catch (AcmeException)
        {
            // The line is gone; that is told by OnLost.
        }
    }

    private CommandResult.Done Done(CallCommand command, AcmeMessage answer) =>
        new(command is CallCommand.AcceptCall or CallCommand.QueryCall ? AcmeWords.View(answer, Self) : null);

    private void OnNews(AcmeMessage news)
    {
        foreach (var signal in AcmeWords.Signals(news))
        {
            Tell(signal);
        }
    }

    /// <summary>Acme's connections do not come back, so a lost one is lost for good.</summary>
    private void OnLost() => Tell(new LineSignal.Closed(LineCloseCause.ConnectionLost, new ProviderFault("lost", "The connection to Acme was lost.")));

    /// <summary>One at a time, nothing after the end or the disposal.</summary>
    private void Tell(LineSignal signal)
    {
        lock (_telling)
        {
            if (!_silent)
            {
                _silent = signal is LineSignal.Closed;
                observer.OnSignal(signal);
            }
        }
    }
}
