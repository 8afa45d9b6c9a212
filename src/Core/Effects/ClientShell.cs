using Calling.Clients;
using Calling.Events;
using Calling.Machines;
using Calling.Mailboxes;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Effects;

/// <summary>A client's machine, <see cref="ClientMachine.Apply"/> but in tests.</summary>
internal delegate ClientStep Decide(ClientModel state, ClientInput input, MachineContext context);

/// <summary>
/// What stands around a client's machine: takes each input from the mailbox, has it decided, carries the decision out. A failure
/// in doing so ends the call concerned and nothing else (rule CALL-114).
/// </summary>
internal sealed class ClientShell
{
    private readonly Decide _decide;
    private readonly EffectRunner _effects;
    private readonly long _start;
    private readonly HashSet<string> _faulted = [];
    private readonly Lock _loginLock = new();
    private readonly List<(CallCredential Credential, CancellationToken GiveUp)> _logins = [];
    private ClientModel _model = ClientModel.Initial;

    /// <summary>Makes it.</summary>
    /// <param name="provider">The vendor.</param>
    /// <param name="options">The client's settings.</param>
    /// <param name="runtime">Where it runs.</param>
    /// <param name="logger">Its log.</param>
    /// <param name="decide">The machine.</param>
    public ClientShell(ICallProvider provider, CallingOptions options, CallRuntime runtime, ILogger logger, Decide decide)
    {
        (Provider, Options, Runtime, Logger, _decide) = (provider, options, runtime, logger, decide);
        Descriptor = provider.Descriptor;
        Mailbox = new ClientMailbox(runtime, Process, logger.SignalsLost);
        Releases = new Releases(runtime, logger);
        Previews = new PreviewTable(Releases);
        _effects = new EffectRunner(this);
        _start = runtime.Time.GetTimestamp();
    }

    /// <summary>The vendor.</summary>
    public ICallProvider Provider { get; }

    /// <summary>What the vendor declares.</summary>
    public ProviderDescriptor Descriptor { get; }

    /// <summary>The client's settings.</summary>
    public CallingOptions Options { get; }

    /// <summary>Where it runs, by which clock.</summary>
    public CallRuntime Runtime { get; }

    /// <summary>Its log.</summary>
    public ILogger Logger { get; }

    /// <summary>What happens, one after the other.</summary>
    public ClientMailbox Mailbox { get; }

    /// <summary>What is being let go.</summary>
    public Releases Releases { get; }

    /// <summary>The previews that run.</summary>
    public PreviewTable Previews { get; }

    /// <summary>The operations under way.</summary>
    public OperationTable Operations { get; } = new();

    /// <summary>The calls.</summary>
    public CallTable Calls { get; } = new();

    /// <summary>The client's state and events.</summary>
    public EventHub<ClientView, CallClientEvent> Events { get; } = new(ClientView.Initial, ClientView.Opening);

    /// <summary>The line, while it is open.</summary>
    public ICallLine? Line => _effects.Line;

    /// <summary>Begins an operation and posts its input.</summary>
    /// <param name="input">Given the operation's number, the input.</param>
    /// <returns>What comes of it; completed already where the runtime runs inline and the decision needed nobody else.</returns>
    public Task<object?> RunAsync(Func<long, ClientInput> input)
    {
        Operation operation = Operations.Begin();
        Mailbox.PostLocal(new Mail(input(operation.Id)));
        return operation.Task;
    }

    /// <summary>Notes what gives a sign-in up. Before its input is posted.</summary>
    /// <param name="credential">The sign-in's.</param>
    /// <param name="giveUp">Gives up.</param>
    public void AddLogin(CallCredential credential, CancellationToken giveUp)
    {
        lock (_loginLock)
        {
            _logins.Add((credential, giveUp));
        }
    }

    /// <summary>Forgets it again.</summary>
    /// <param name="credential">The sign-in's.</param>
    /// <param name="giveUp">Gives up.</param>
    public void RemoveLogin(CallCredential credential, CancellationToken giveUp)
    {
        lock (_loginLock)
        {
            _logins.Remove((credential, giveUp));
        }
    }

    /// <summary>What gives the sign-in with a credential up: the oldest one's that waits, since later ones are refused.</summary>
    /// <param name="credential">The credential.</param>
    public CancellationToken LoginToken(CallCredential credential)
    {
        lock (_loginLock)
        {
            return _logins.Find(login => ReferenceEquals(login.Credential, credential)).GiveUp;
        }
    }

    /// <summary>The client is disposed: no timer runs on, and every reader comes to its end.</summary>
    public void Close()
    {
        _effects.Close();
        Events.Complete();
    }

    /// <summary>The line was closed: its calls are forgotten, and their faults with them.</summary>
    public void ForgetFaults() => _faulted.Clear();

    private void Process(Mail mail)
    {
        if (!mail.IsValid)
        {
            return;
        }

        try
        {
            _effects.Begin(mail.Source);
            ClientStep step = _decide(_model, mail.Input, new MachineContext(Runtime.Time.GetElapsedTime(_start), Options, Descriptor));
            _model = step.State;
            foreach (Effect effect in step.Effects)
            {
                Carry(effect);
            }
        }
        catch (Exception error)
        {
            Undecided(mail.Input, error);
        }

        try
        {
            _effects.End();
        }
        catch (Exception error)
        {
            // Nothing in there throws; if it ever does, the client shall go on.
            Logger.DecisionFailed(error, mail.Input.GetType().Name, EffectFacts.CallIdOf(mail.Input));
        }
    }

    private void Carry(Effect effect)
    {
        try
        {
            _effects.Run(effect);
        }
        catch (Exception error)
        {
            string? callId = EffectFacts.CallIdOf(effect);
            Logger.EffectFailed(error, effect.GetType().Name, callId);
            Fault(callId);
            if (effect is Effect.Complete complete)
            {
                _effects.Finish(complete.Operation)?.Fail(Faults.ToCallException(error));
            }
        }
    }

    private void Undecided(ClientInput input, Exception error)
    {
        string? callId = EffectFacts.CallIdOf(input);
        Logger.DecisionFailed(error, input.GetType().Name, callId);
        Fault(callId);
        if (EffectFacts.OperationOf(input) is { } operation)
        {
            _effects.Finish(operation)?.Fail(Faults.ToCallException(error));
        }
    }

    // Once per call: what fails while it is being ended would go round for ever.
    private void Fault(string? callId)
    {
        if (callId is not null && _faulted.Add(callId))
        {
            Mailbox.PostLocal(new Mail(new ClientInput.Call(callId, new CallInput.End(null, EndCause.Failed))));
        }
    }
}
