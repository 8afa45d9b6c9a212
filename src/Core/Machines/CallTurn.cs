using Calling.Providers;

namespace Calling.Machines;

/// <summary>One decision about one call in the making. Never outlives <see cref="CallMachine.Apply"/>.</summary>
internal sealed class CallTurn(CallModel call, MachineContext context, List<Effect> effects)
{
    public CallModel Call { get; set; } = call;

    public MachineContext Context => context;

    public void Add(Effect effect) => effects.Add(effect);

    public void Ignore(CallInput input, string why) => effects.Add(new Effect.Ignored(Call.CallId, Describe(input), why));

    public void Complete(long? operation, object? value = null)
    {
        if (operation is { } number)
        {
            effects.Add(new Effect.Complete(number, value));
        }
    }

    /// <summary>Finishes every operation of a kind that waits.</summary>
    public void CompleteAll(WaitingKind kind, object? value) => Take(o => o.Kind == kind, operation => Complete(operation, value));

    /// <summary>Fails every operation of a kind that waits.</summary>
    public void FailAll(WaitingKind kind, CallException error) => Take(o => o.Kind == kind, operation => Fail(operation, error));

    /// <summary>Finishes the operation that waits for the answer to one command, if any does.</summary>
    public void CompleteFor(string commandId, object? value) => Take(o => o.CommandId == commandId, operation => Complete(operation, value));

    /// <summary>Fails the operation that waits for the answer to one command, if any does.</summary>
    public void FailFor(string commandId, CallException error) => Take(o => o.CommandId == commandId, operation => Fail(operation, error));

    public void Fail(long operation, CallException error) => effects.Add(new Effect.Fail(operation, error));

    public void Publish(CallEvent @event)
    {
        if (!Call.Hidden)
        {
            effects.Add(new Effect.Publish(Call.Snapshot, @event));
        }
    }

    public void Show()
    {
        if (!Call.Hidden)
        {
            effects.Add(new Effect.Show(Call.Snapshot));
        }
    }

    public void StartTimer(TimerKind kind, TimeSpan dueIn) =>
        effects.Add(new Effect.StartTimer(Call.CallId, kind, dueIn < TimeSpan.Zero ? TimeSpan.Zero : dueIn));

    public void StopTimer(TimerKind kind) => effects.Add(new Effect.StopTimer(Call.CallId, kind));

    /// <summary>Goes on to a further state; the end has its own way.</summary>
    public void Enter(CallState state)
    {
        var previous = Call.State;
        Call = Call with { State = state };
        Publish(new CallEvent.StateChanged(previous, state));
    }

    /// <summary>Sends a command as soon as those before it are answered.</summary>
    public void Send(Func<string, string, CallCommand> command)
    {
        Call = Call with { Outbox = Call.Outbox.Add(command(Call.CallId, Call.Outbox.NextId)) };
        Pump();
    }

    public void Pump()
    {
        if (Call is { LineUp: true, IsWaiting: false } && Call.Outbox is { InFlight: null, Waiting.IsEmpty: false })
        {
            Call = Call with { Outbox = Call.Outbox.TakeNext() };
            effects.Add(new Effect.Send(Call.Outbox.InFlight!));
        }
    }

    private void Take(Predicate<WaitingOperation> which, Action<long> finish)
    {
        var waiting = Call.Operations.Where(o => which(o)).ToList();
        Call = Call with { Operations = Call.Operations.RemoveAll(which) };
        waiting.ForEach(o => finish(o.Operation));
    }

    public static string Describe(CallInput input) => input switch
    {
        CallInput.Signal(var signal) => $"Signal.{signal.GetType().Name}",
        CallInput.Media(var signal) => $"Media.{signal.GetType().Name}",
        CallInput.TimerElapsed(var kind) => $"Timer.{kind}",
        CallInput.Result(_, var result) => $"Result.{result.GetType().Name}",
        _ => input.GetType().Name,
    };
}
