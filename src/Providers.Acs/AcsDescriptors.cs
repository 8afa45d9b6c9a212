using Calling.Signaling;

namespace Calling.Providers.Acs;

/// <summary>What the provider promises, by mode.</summary>
internal static class AcsDescriptors
{
    /// <summary>The vendor gives up on ringing after 85 s to 120 s, and must never be what decides.</summary>
    public static readonly TimeSpan MaxRingTimeout = TimeSpan.FromSeconds(80);

    /// <summary>The vendor's calls are larger, but the SDK gives nine pictures, and every member has to get everybody's (rule CALL-081).</summary>
    public const int MaxParticipants = 10;

    /// <summary>
    /// The vendor rings all devices of a user, but what a decline on one of them does to the others is not documented, and a busy device has to
    /// decline: MultiDevice would promise that the others ring on (rule CALL-055). Its service decides no outcome as rule CALL-024 wants it: it knows no
    /// cancelling, only hanging up. Of a group call it takes members in and out, and each device decides the rest; why somebody did not come is known to who
    /// invited, and need not be to the others, so InviteeOutcomes is not promised (rule CALL-080).
    /// </summary>
    public static ProviderDescriptor Native(AcsOptions options) => new(
        AcsCallProvider.Name,
        CallCapabilities.RingingSignal | CallCapabilities.Group | CallCapabilities.InviteDuringCall | CallCapabilities.EndForEveryone
        | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant | (options.Frames ? CallCapabilities.RawMedia : CallCapabilities.None),
        new() { MaxRingTimeout = MaxRingTimeout, MaxParticipants = MaxParticipants },
        LineDuties.None);

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
