namespace Calling.Providers.Mock;

/// <summary>Whom a fault or a count is about: one device, all devices of a user, or everybody.</summary>
/// <param name="UserId">The user; null for everybody.</param>
/// <param name="DeviceId">The device; null for all of the user's.</param>
public readonly record struct MockTarget(string? UserId, string? DeviceId = null)
{
    /// <summary>Everybody.</summary>
    public static MockTarget Everybody => default;

    /// <summary>All devices of a user.</summary>
    /// <param name="userId">The user.</param>
    public static implicit operator MockTarget(string? userId) => new(userId);

    /// <summary>One device.</summary>
    /// <param name="party">The device.</param>
    public static implicit operator MockTarget(CallParty party) => new(party.UserId, party.DeviceId);

    /// <summary>Whether a device is meant.</summary>
    /// <param name="party">The device.</param>
    public bool Matches(CallParty party)
        => (UserId is null || UserId == party.UserId) && (DeviceId is null || DeviceId == party.DeviceId);

    /// <summary>For messages.</summary>
    public override string ToString() => UserId is null ? "everybody" : DeviceId is null ? UserId : $"{UserId}/{DeviceId}";
}
