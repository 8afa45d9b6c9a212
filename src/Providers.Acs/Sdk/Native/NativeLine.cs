using System.Collections.Concurrent;
using Azure.Communication.Calling.WindowsClient;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// One device at the vendor, whose service rings. What is asked for becomes calls of the SDK, in <c>NativeLine.Commands.cs</c>; what calls of the SDK
/// show becomes signals, in <c>NativeLine.Signals.cs</c>. It decides nothing.
/// </summary>
internal sealed partial class NativeLine : ICallLine, ITokenFeedOwner
{
    /// <summary>How many calls that are over are remembered, for commands that come again.</summary>
    private const int Memory = 100;

    private readonly Lock _telling = new();
    private readonly ICallLineObserver _observer;
    private readonly AcsSignIn _signIn;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, NativeCall> _calls = new();
    private readonly Queue<string> _over = new();
    private SdkAgent _agent = null!;
    private bool _silent;
    private Task? _leaving;

    private NativeLine(AcsSignIn signIn, ICallLineObserver observer)
    {
        (_signIn, _observer) = (signIn, observer);
        _logger = signIn.Loggers.CreateLogger<NativeLine>();
        Self = new(signIn.Credential.UserId, signIn.Credential.DeviceId!);
    }

    /// <summary>Whom the directory knows under the id that the token was issued for. The SDK does not say whose token it is.</summary>
    public CallParty Self { get; }

    public IMediaProvider Media { get; private set; } = null!;

    private SerialQueue Queue => _agent.Queue;

    public static async ValueTask<NativeLine> OpenAsync(
        AcsSignIn signIn, Func<CallClientOptions, CallClient> create, ICallLineObserver observer, CancellationToken ct)
    {
        var line = new NativeLine(signIn, observer);
        line._agent = await SdkAgent.SignInAsync(signIn, create, line, line._logger, ct).ConfigureAwait(false);
        line.Media = new NativeMedia(line._agent, id => line._calls.GetValueOrDefault(id));
        line._agent.Agent.IncomingCallReceived += line.OnIncomingCall;
        line._agent.Begin();
        return line;
    }

    public ValueTask RenewAsync(string token, CancellationToken ct) => _agent.RenewAsync(token, ct);

    public void RequestSnapshot() => Queue.Post(() => Tell(new LineSignal.Snapshot([.. _calls.Values.Where(c => c.IsTold).Select(View)])));

    /// <summary>Whoever disposes of it, and however often: it is done when the vendor has let go of the identity, which can then sign in again.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_telling)
        {
            _silent = true;
            _leaving ??= Task.Run(LeaveAsync);
            return new(_leaving);
        }
    }

    private async Task LeaveAsync()
    {
        _agent.Agent.IncomingCallReceived -= OnIncomingCall;
        await Task.WhenAll(await Queue.AskAsync(() => _calls.Values.Where(c => c.Ending is null).Select(LetGoAsync).ToList()).ConfigureAwait(false)).ConfigureAwait(false);
        await _agent.DisposeAsync().ConfigureAwait(false);
    }

    void ITokenFeedOwner.OnTokenExpiring(TimeSpan remaining) => Tell(new LineSignal.TokenExpiring(remaining));

    void ITokenFeedOwner.OnTokenExpired()
    {
        Tell(new LineSignal.Closed(LineCloseCause.AuthExpired, new("token", "The vendor's token has run out.")));
        _ = DisposeAsync().AsTask();
    }

    /// <summary>Nobody is left to say so: a call that is up is hung up, one that rings is left to the user's other devices.</summary>
    private async Task LetGoAsync(NativeCall call)
    {
        try
        {
            // Placed or accepted just now: what comes of it would be nobody's.
            foreach (var running in call.Commands.Values.Where(c => !c.IsCompleted).ToList())
            {
                await WaitAsync(running).ConfigureAwait(false);
            }

            if (call.Call is { } live)
            {
                await HangUpAsync(live, everyone: false).WaitAsync(Patience, _signIn.Time).ConfigureAwait(false);
                await call.Over.WaitAsync(Patience, _signIn.Time).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
        }

        await Queue.AskAsync(() => Close(call)).ConfigureAwait(false);
    }

    private bool Close(NativeCall call)
    {
        if (call.Incoming is { } incoming)
        {
            incoming.CallEnded -= OnIncomingEnded;
        }

        call.Call?.Close();
        _ = call.Local?.DisposeAsync().AsTask();
        return true;
    }

    /// <summary>One at a time; nothing after the end or the disposal.</summary>
    private void Tell(LineSignal signal)
    {
        lock (_telling)
        {
            if (!_silent)
            {
                _silent = signal is LineSignal.Closed;
                _observer.OnSignal(signal);
            }
        }
    }
}
