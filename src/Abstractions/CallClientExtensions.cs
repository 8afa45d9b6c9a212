namespace Calling;

/// <summary>The everyday way to place calls.</summary>
public static class CallClientExtensions
{
    /// <summary>Calls one user.</summary>
    /// <param name="client">The client.</param>
    /// <param name="callee">Whom.</param>
    /// <param name="media">What for.</param>
    /// <param name="configure">Sets further options.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <inheritdoc cref="ICallClient.PlaceCallAsync" path="/exception"/>
    public static Task<ICallSession> CallAsync(
        this ICallClient client, string callee, CallMedia media, Action<CallOptions>? configure = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PlaceCallAsync(new CallRequest([callee], media, Build(configure)), ct);
    }

    /// <summary>Calls several users into one call (capability Group).</summary>
    /// <param name="client">The client.</param>
    /// <param name="callees">Whom, in order.</param>
    /// <param name="media">What for.</param>
    /// <param name="groupId">The app's name for the group, if any.</param>
    /// <param name="configure">Sets further options.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <inheritdoc cref="ICallClient.PlaceCallAsync" path="/exception"/>
    public static Task<ICallSession> GroupCallAsync(
        this ICallClient client,
        IEnumerable<string> callees,
        CallMedia media,
        string? groupId = null,
        Action<CallOptions>? configure = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(callees);
        return client.PlaceCallAsync(new CallRequest([.. callees], media, Build(configure)) { IsGroup = true, GroupId = groupId }, ct);
    }

    private static CallOptions Build(Action<CallOptions>? configure)
    {
        var options = new CallOptions();
        configure?.Invoke(options);
        return options;
    }
}
