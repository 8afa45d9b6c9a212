using Calling.Machines;
using Calling.Mailboxes;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Effects;

/// <summary>
/// One sign-in: the line while it opens, lives and closes. Revoked when it is closed, so that nothing of it is heard afterwards:
/// neither signals nor results.
/// </summary>
internal sealed class LineConnection(ICallProvider provider, CallRuntime runtime, ClientMailbox mailbox, Releases releases, ILogger logger)
    : Validity, ICallLineObserver
{
    private readonly Lock _lock = new();
    private readonly Life _life = new(logger);

    // A line may speak before its sign-in has returned; nothing of that may overtake LineOpened.
    private readonly RemoteQueue _early = new(ClientMailbox.DefaultRemoteCapacity);
    private CancellationTokenRegistration _givingUp;
    private CallCredential? _credential;
    private ICallLine? _line;
    private bool _opening = true;

    /// <summary>The line; null while it opens and after its end.</summary>
    public ICallLine? Line => Volatile.Read(ref _line);

    /// <summary>Begins to sign in.</summary>
    /// <param name="credential">Who.</param>
    /// <param name="giveUp">Gives up, unless the line is open by then.</param>
    public void Open(CallCredential credential, CancellationToken giveUp)
    {
        _givingUp = giveUp.UnsafeRegister(static state => ((LineConnection)state!).GiveUp(), this);
        if (Volatile.Read(ref _opening))
        {
            _ = ConnectAsync(credential);
        }
    }

    /// <summary>Sends a command; the result comes as an input, whatever happens.</summary>
    /// <param name="command">The command.</param>
    public void Send(CallCommand command) => _ = SendAsync(command);

    /// <inheritdoc/>
    public void OnSignal(LineSignal signal)
    {
        var mail = new Mail(new ClientInput.Signal(signal), this);
        lock (_lock)
        {
            if (_opening)
            {
                _early.Enqueue(mail);
                return;
            }
        }

        mailbox.PostRemote(mail);
    }

    /// <summary>Closes the line, or gives up opening it, in silence.</summary>
    public void Close()
    {
        Revoke();
        ICallLine? line;
        lock (_lock)
        {
            _opening = false;
            line = _line;
            Volatile.Write(ref _line, null);
        }

        _givingUp.Unregister();
        _life.End();
        if (line is not null)
        {
            releases.Release(line);
        }
    }

    private async Task ConnectAsync(CallCredential credential)
    {
        ICallLine line;
        CallParty self;
        _credential = credential;
        try
        {
            credential = await Tokens.FetchAsync(runtime, credential.For(provider.Descriptor.Name), _life.Token).ConfigureAwait(false);
            line = await provider.ConnectAsync(credential, this, _life.Token).ConfigureAwait(false);
            self = line.Self;
        }
        catch (Exception error)
        {
            Refuse(Faults.ToCallException(error));
            return;
        }

        if (!TryOpen(line, self))
        {
            await releases.Release(line).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the app for a new token and gives it to the line; what came of it comes as an input (rule CALL-004).</summary>
    public void Renew() => _ = RenewAsync();

    private async Task RenewAsync()
    {
        ClientInput input;
        try
        {
            var credential = await Tokens.FetchAsync(runtime, _credential!.For(provider.Descriptor.Name), _life.Token).ConfigureAwait(false);
            if (Line is { } line)
            {
                await line.RenewAsync(credential.Token, _life.Token).ConfigureAwait(false);
            }

            input = new ClientInput.Renewed();
        }
        catch (Exception error)
        {
            logger.NotRenewed(error.Message);
            input = new ClientInput.NotRenewed(Faults.ToCallException(error));
        }

        mailbox.PostLocal(new Mail(input, this));
    }

    private bool TryOpen(ICallLine line, CallParty self)
    {
        lock (_lock)
        {
            if (!_opening)
            {
                return false;
            }

            _opening = false;
            Volatile.Write(ref _line, line);
            mailbox.EnqueueLocal(new Mail(new ClientInput.LineOpened(self, Guid.NewGuid().ToString("N")), this));
            while (_early.TryDequeue(out Mail mail))
            {
                mailbox.EnqueueRemote(mail);
            }
        }

        _givingUp.Unregister();
        mailbox.Kick();
        return true;
    }

    private void Refuse(CallException error)
    {
        lock (_lock)
        {
            if (!_opening)
            {
                return;
            }

            _opening = false;
        }

        _givingUp.Unregister();
        mailbox.PostLocal(new Mail(new ClientInput.LineRefused(error), this));
    }

    private void GiveUp()
    {
        Refuse(new CallException(CallErrorCode.Unreachable, "The sign-in was given up before it was through."));
        _life.End();
    }

    private async Task SendAsync(CallCommand command)
    {
        CommandResult? result;
        try
        {
            result = Line is { } line
                ? await line.SendAsync(command, _life.Token).ConfigureAwait(false)
                : new CommandResult.NotSent(new ProviderFault("NoLine", "The line is closed."));
        }
        catch (Exception error)
        {
            // The contract forbids it; whether anything left the machine is not known.
            logger.ProviderThrew(error, nameof(ICallLine.SendAsync));
            result = new CommandResult.Unknown(Faults.From(error));
        }

        mailbox.PostLocal(new Mail(new ClientInput.Call(command.CallId, new CallInput.Result(command.CommandId, result)), this));
    }
}
