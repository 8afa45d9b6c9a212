namespace Calling.Machines;

/// <summary>One decision about a client in the making. Never outlives <see cref="ClientMachine.Apply"/>.</summary>
internal sealed class ClientTurn(ClientModel client, MachineContext context)
{
    private readonly List<Effect> _effects = [];

    public ClientModel Client { get; set; } = client;

    public MachineContext Context => context;

    /// <summary>For the call machine, which adds its own.</summary>
    public List<Effect> Effects => _effects;

    public ClientStep Step => new(Client, [.. _effects]);

    public void Add(Effect effect) => _effects.Add(effect);

    public void Ignore(string input, string why) => _effects.Add(new Effect.Ignored(null, input, why));

    public void Complete(long operation, object? value = null) => _effects.Add(new Effect.Complete(operation, value));

    public void Fail(long operation, CallException error) => _effects.Add(new Effect.Fail(operation, error));

    public void Keep(CallModel call) => Client = Client with { Calls = Client.Calls.SetItem(call.CallId, call) };

    public void Apply(CallModel call, CallInput input) => Keep(CallMachine.Apply(call, input, context, _effects));

    /// <summary>Lets every call hear of something that concerns them all.</summary>
    public void ApplyToAll(CallInput input)
    {
        foreach (var call in Client.Calls.Values)
        {
            Apply(call, input);
        }
    }

    public void Enter(ClientPhase phase, SignedOutReason? reason = null)
    {
        Client = Client with { Phase = phase, Self = phase is ClientPhase.SignedOut or ClientPhase.SigningOut ? null : Client.Self };
        _effects.Add(new Effect.PublishState(
            phase switch
            {
                ClientPhase.SigningIn => CallClientState.SigningIn,
                ClientPhase.SignedIn => CallClientState.SignedIn,
                ClientPhase.Interrupted => CallClientState.Interrupted,
                _ => CallClientState.SignedOut,
            },
            reason,
            Client.Self));
    }

    public Outbox NewOutbox()
    {
        Client = Client with { CallCount = Client.CallCount + 1 };
        return new($"{Client.Nonce}-{Client.CallCount}");
    }
}
