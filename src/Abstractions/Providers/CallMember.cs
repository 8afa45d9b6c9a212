namespace Calling.Providers;

/// <summary>A device that is in the call, as another member is told of it.</summary>
/// <param name="Party">Which device.</param>
/// <param name="Media">What it has switched on.</param>
/// <param name="Offers">True if the device that is told must make the offer to this member; exactly one of each pair does.</param>
public sealed record CallMember(CallParty Party, MediaState Media, bool Offers)
{
    /// <summary>
    /// Which of the call's entries this is: it grows with each, so that a device that left and came back is told from one that stayed (rule CALL-087).
    /// Zero on a line that does not count.
    /// </summary>
    public int Entry { get; init; }

    /// <summary>Its own line to the arbiter is down (rule CALL-111).</summary>
    public bool LineDown { get; init; }
}
