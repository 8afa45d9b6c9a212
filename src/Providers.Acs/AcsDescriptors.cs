using Calling.Signaling;

namespace Calling.Providers.Acs;

/// <summary>What the provider promises, by mode.</summary>
internal static class AcsDescriptors
{
    /// <summary>The vendor gives up on ringing after 85 s to 120 s, and must never be what decides.</summary>
    private static readonly TimeSpan MaxRingTimeout = TimeSpan.FromSeconds(80);

    public static ProviderDescriptor Native(AcsOptions options) => new(
        AcsCallProvider.Name,
        CallCapabilities.RingingSignal | CallCapabilities.MultiDevice | (options.Frames ? CallCapabilities.RawMedia : CallCapabilities.None),
        new() { MaxRingTimeout = MaxRingTimeout },
        LineDuties.Outcome);

    /// <summary>Our server rings, so all that it can holds; the vendor's media go through its service, not from peer to peer.</summary>
    public static ProviderDescriptor Paired(AcsOptions options) => new(
        AcsCallProvider.Name,
        CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite | CallCapabilities.Attachment | CallCapabilities.SharedCallId
        | CallCapabilities.InviteDetails | CallCapabilities.RejectReason | CallCapabilities.CallData | CallCapabilities.RingLifetime
        | CallCapabilities.BusySignal | CallCapabilities.Glare | CallCapabilities.RejectSync | CallCapabilities.Group | CallCapabilities.InviteeOutcomes
        | CallCapabilities.InviteDuringCall | CallCapabilities.EndForEveryone | CallCapabilities.JoinById | CallCapabilities.Handover
        | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant | CallCapabilities.MediaSwitch | CallCapabilities.Reconnect
        | CallCapabilities.Records | CallCapabilities.Push
        | (options.SingleDevice ? CallCapabilities.SingleDevice : CallCapabilities.MultiDevice)
        | (options.Frames ? CallCapabilities.RawMedia : CallCapabilities.None),
        new() { MaxParticipants = CallExchangeOptions.DefaultMaxParticipants },
        LineDuties.All);
}
