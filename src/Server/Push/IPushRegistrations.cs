namespace Calling.Server.Push;

/// <summary>Keeps where devices can be woken: in memory, or the application's own among the server's services.</summary>
/// <remarks>Any thread. One registration for each device of a user, and one for each address at a service: who registers an address takes it over.</remarks>
public interface IPushRegistrations
{
    /// <summary>Registers a device, in place of what was there.</summary>
    /// <param name="registration">Where it can be woken.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask SetAsync(PushRegistration registration, CancellationToken ct);

    /// <summary>Forgets a device; nothing happens if it is not known.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="deviceId">Which.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask RemoveAsync(string userId, string deviceId, CancellationToken ct);

    /// <summary>A user's registrations, the latest first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask<IReadOnlyList<PushRegistration>> ReadAsync(string userId, CancellationToken ct);
}
