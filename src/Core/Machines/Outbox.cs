using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Machines;

/// <summary>A call's commands: one in flight, the others waiting behind it. It outlives the session: an ended call still has to say so.</summary>
/// <param name="Nonce">Makes ids unlike those of any other sign-in.</param>
internal sealed record Outbox(string Nonce)
{
    public CallCommand? InFlight { get; init; }

    public ImmutableArray<CallCommand> Waiting { get; init; } = [];

    /// <summary>Something may have reached the arbiter, so it has to be told of the end (rule CALL-032).</summary>
    public bool MayHaveLeft { get; init; }

    private int Count { get; init; }

    public bool IsEmpty => InFlight is null && Waiting.IsEmpty;

    public string NextId => $"{Nonce}-{Count + 1}";

    public Outbox Add(CallCommand command) => this with { Waiting = Waiting.Add(command), Count = Count + 1 };

    /// <summary>Forgets what has not been sent; what is in flight cannot be called back.</summary>
    public Outbox DropWaiting() => this with { Waiting = [] };

    /// <summary>Forgets unsent commands of one kind.</summary>
    public Outbox Drop<TCommand>()
        where TCommand : CallCommand => this with { Waiting = Waiting.RemoveAll(c => c is TCommand) };

    public bool Contains<TCommand>()
        where TCommand : CallCommand => InFlight is TCommand || Waiting.Any(c => c is TCommand);

    public Outbox TakeNext() => this with { InFlight = Waiting[0], Waiting = Waiting.RemoveAt(0) };

    public Outbox Finished() => this with { InFlight = null, MayHaveLeft = true };

    /// <summary>Puts a command that did not get through back to the front, to be sent again under the same id.</summary>
    public Outbox Returned(bool mayHaveLeft) => this with
    {
        InFlight = null,
        Waiting = Waiting.Insert(0, InFlight!),
        MayHaveLeft = MayHaveLeft || mayHaveLeft,
    };
}
