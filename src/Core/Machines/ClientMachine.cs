namespace Calling.Machines;

/// <summary>Decides for a client.</summary>
internal static class ClientMachine
{
    /// <summary>Takes one input.</summary>
    /// <param name="state">The state so far.</param>
    /// <param name="input">What happened.</param>
    /// <param name="context">Time, settings and provider.</param>
    public static ClientStep Apply(ClientModel state, ClientInput input, MachineContext context)
        => input is ClientInput.Logout logout
            ? new(state, [new Effect.Disconnect(), new Effect.Complete(logout.Operation)])
            : new(state, [new Effect.Ignored(null, input.GetType().Name, context.Provider.Name)]);
}
