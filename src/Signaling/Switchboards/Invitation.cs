using System.Collections.Immutable;

namespace Calling.Signaling.Switchboards;

/// <summary>One user's invitation.</summary>
/// <param name="UserId">Who is invited.</param>
/// <param name="Deadline">When it times out, on the arbiter's own clock.</param>
/// <param name="Devices">The user's devices that were told.</param>
public sealed record Invitation(string UserId, TimeSpan Deadline, ImmutableArray<RungDevice> Devices)
{
    /// <summary>The member who invited during the call; null for the caller's own first invitations (rule CALL-083).</summary>
    public string? By { get; init; }

    /// <summary>The outcome; null while open.</summary>
    public CallResponse? Response { get; init; }

    /// <summary>The text given with a reject.</summary>
    public string? Reason { get; init; }

    /// <summary>The data given with an accept or a reject (rule CALL-026).</summary>
    public string? Data { get; init; }

    /// <summary>For the push hook.</summary>
    public CallPush? Push { get; init; }

    /// <summary>The push hook was told (rule CALL-150).</summary>
    public bool Pushed { get; init; }

    /// <summary>The push hook was told that this is over.</summary>
    public bool PushWithdrawn { get; init; }

    /// <summary>Who accepted it never got media: for the record nobody was there (rule CALL-130).</summary>
    public bool ConnectFailed { get; init; }

    /// <summary>True until it is decided.</summary>
    public bool IsOpen => Response is null;

    /// <summary>True once a device was alerted.</summary>
    public bool Alerted { get; init; }

    /// <summary>True while a device may still answer.</summary>
    public bool Rings => Devices.Any(d => d.Ring is DeviceRing.Notified or DeviceRing.Alerting);

    /// <summary>How a device stands, or null if it was not told.</summary>
    /// <param name="deviceId">The device.</param>
    public DeviceRing? RingOf(string deviceId)
    {
        foreach (var device in Devices)
        {
            if (device.DeviceId == deviceId)
            {
                return device.Ring;
            }
        }

        return null;
    }

    internal Invitation With(string deviceId, DeviceRing ring) => With(new RungDevice(deviceId, ring));

    internal Invitation With(RungDevice device)
    {
        var known = Devices.FirstOrDefault(d => d.DeviceId == device.DeviceId);
        return this with { Devices = known is null ? Devices.Add(device) : Devices.Replace(known, device) };
    }

    internal Invitation Without(string deviceId) => this with { Devices = Devices.RemoveAll(d => d.DeviceId == deviceId) };
}
