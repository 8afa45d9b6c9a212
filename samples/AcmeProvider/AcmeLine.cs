using AcmeVendor;

namespace Calling.Providers.Acme;

/// <summary>One device's connection to Acme: commands become requests, news become signals. It decides nothing.</summary>
internal sealed class AcmeLine(AcmeOptions options, ICallLineObserver observer) : ICallLine
{
    private readonly Lock _telling = new();
    private readonly Dictionary<string, long> _told = [];
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
            new AcmeMessage("hello") { Token = credential.Token, Me = new AcmePhone(credential.UserId, device) }, answer => answer, ct);
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
            return await _client!.AskAsync(request, Result, ct);
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

    /// <summary>Not as a request: the answer takes its place among the news.</summary>
    public void RequestSnapshot() => _client!.TrySend(new AcmeMessage("calls"));

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

    private CommandResult Result(AcmeMessage answer) => answer switch
    {
        { Verb: not "ok" } => AcmeWords.Refusal(answer),
        { Call: null } => new CommandResult.Done(),
        _ => new CommandResult.Done(View(answer)),
    };

    private void OnNews(AcmeMessage news)
    {
        if (news.Calls is { } calls)
        {
            Tell(new LineSignal.Snapshot([.. calls.Select(View)]));
        }

        foreach (var signal in AcmeWords.Signals(news))
        {
            Tell(signal is CallSignal call ? Count(call) : signal);
        }
    }

    /// <summary>
    /// Acme counts nothing, but its connection keeps the order. News and answers are read on one thread, so the line counts, and a view says
    /// which signals it contains, after the end of the call too.
    /// </summary>
    private CallSignal Count(CallSignal signal)
    {
        long revision = Told(signal.CallId) + 1;
        _told[signal.CallId] = revision;
        return signal with { Revision = revision };
    }

    private CallView View(AcmeMessage sheet) => AcmeWords.View(sheet, Self) with { Revision = Told(sheet.Call!) };

    private long Told(string callId) => _told.GetValueOrDefault(callId);

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
