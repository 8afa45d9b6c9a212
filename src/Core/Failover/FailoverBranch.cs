using Calling.Effects;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Failover;

/// <summary>One of the providers: signs the device in there, and again as long as that may help.</summary>
internal sealed class FailoverBranch(
    FailoverLine owner, ICallProvider provider, CallCredential credential, CallRuntime runtime, Releases releases, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _decided = new();

    /// <summary>The provider's name.</summary>
    public string Name => provider.Descriptor.Name;

    /// <summary>The connection that counts. Guarded by the owner.</summary>
    public BranchConnection? Connection { get; set; }

    /// <summary>The line, while there is one. Guarded by the owner.</summary>
    public ICallLine? Line => Connection?.Line;

    /// <summary>It carries messages now. Guarded by the owner.</summary>
    public bool IsUp { get; set; }

    /// <summary>The last line's end, where there was one and no new line came. Guarded by the owner.</summary>
    public LineSignal.Closed? Closing { get; set; }

    /// <summary>Core had lost track while it was down. Guarded by the owner.</summary>
    public bool OwesSnapshot { get; set; }

    /// <summary>Why the last sign-in failed.</summary>
    public CallException? Failure { get; private set; }

    /// <summary>Completes when the first sign-in has come to something.</summary>
    public Task Decided => _decided.Task;

    /// <summary>Signs in, and again after a failure or a loss that may pass.</summary>
    /// <param name="ct">The device signs out.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            int failures = 0;
            while (true)
            {
                bool mayPass;
                if (await SignInAsync(ct).ConfigureAwait(false) is { } connection)
                {
                    failures = 0;
                    _decided.TrySetResult();
                    LineSignal.Closed closed = await connection.Closed.WaitAsync(ct).ConfigureAwait(false);
                    mayPass = closed.Cause == LineCloseCause.ConnectionLost;
                    logger.ProviderLost(Name, closed.Cause, mayPass);
                }
                else
                {
                    mayPass = Failure is { Code: CallErrorCode.Unreachable or CallErrorCode.ProviderFailed or CallErrorCode.RateLimited };
                    _decided.TrySetResult();
                    logger.ProviderMissing(Failure!, Name, mayPass);
                }

                if (!mayPass)
                {
                    return;
                }

                await Task.Delay(Wait(failures++), runtime.Time, ct).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is OperationCanceledException || ct.IsCancellationRequested)
        {
            // The device has signed out.
        }
        finally
        {
            _decided.TrySetResult();
        }
    }

    /// <summary>Sends a command through the line, if there is one.</summary>
    /// <param name="line">The line; null while there is none.</param>
    /// <param name="command">The command.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<CommandResult> SendAsync(ICallLine? line, CallCommand command, CancellationToken ct)
    {
        if (line is null)
        {
            return new CommandResult.NotSent(new ProviderFault("NoLine", $"The device is not signed in at {Name}."));
        }

        try
        {
            return await line.SendAsync(command, ct).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The contract forbids it; whether anything left the machine is not known.
            logger.ProviderThrew(error, nameof(ICallLine.SendAsync));
            return new CommandResult.Unknown(Faults.From(error));
        }
    }

    /// <summary>Gets a new token for the line and goes on trying as long as the line lives (rule CALL-004).</summary>
    /// <param name="connection">The sign-in whose token runs out.</param>
    /// <param name="ct">The device signs out.</param>
    public async Task RenewAsync(BranchConnection connection, CancellationToken ct)
    {
        while (credential.CanRenew && !connection.Closed.IsCompleted && !ct.IsCancellationRequested)
        {
            try
            {
                CallCredential fresh = await Tokens.FetchAsync(runtime, credential, ct).ConfigureAwait(false);
                await connection.Line!.RenewAsync(fresh.Token, ct).ConfigureAwait(false);
                return;
            }
            catch (Exception error)
            {
                logger.NotRenewed(error.Message);
            }

            await Task.Delay(RenewAgain, runtime.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<BranchConnection?> SignInAsync(CancellationToken ct)
    {
        var connection = new BranchConnection(owner, this);
        ICallLine line;
        try
        {
            CallCredential fresh = await Tokens.FetchAsync(runtime, credential, ct).ConfigureAwait(false);
            line = await provider.ConnectAsync(fresh, connection, ct).ConfigureAwait(false);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Failure = Faults.ToCallException(error);
            return null;
        }

        connection.Line = line;
        if (!owner.Open(connection))
        {
            _ = releases.Release(line);
            throw new OperationCanceledException(ct);
        }

        return connection;
    }

    // Never before half of it has passed, and not all devices at the same moment.
    private static TimeSpan Wait(int failures)
    {
        TimeSpan longest = FirstWait * Math.Pow(2, Math.Min(failures, 10));
        return (longest < LongestWait ? longest : LongestWait) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
