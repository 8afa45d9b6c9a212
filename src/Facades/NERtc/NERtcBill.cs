namespace Calling.NERtc;

/// <summary>The bill of a call of two, which its caller puts into the chat. Vendor: NIMRtcCallRecordAttachment.</summary>
/// <param name="UserId">This user, who called.</param>
/// <param name="CalleeId">Who was called.</param>
/// <param name="CallId">The call. Vendor: channelId.</param>
/// <param name="Type">What the call was for at its end.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Duration">From the answer to the end; zero if it was never answered. Vendor: durations.</param>
public sealed record NERtcBill(
    string UserId, string CalleeId, string CallId, NERtcCallType Type, NERtcBillStatus Status, TimeSpan Duration)
{
    /// <summary>What the bill says of a call that is over; null: nothing, since its media never connected.</summary>
    internal static NERtcBillStatus? StatusOf(CallSnapshot call, CallEndReason reason) => reason switch
    {
        CallEndReason.ConnectFailed or CallEndReason.Failed => null,
        _ when call.Participants.Any(p => p.Response == CallResponse.Accepted) => NERtcBillStatus.Complete,
        CallEndReason.RemoteReject => NERtcBillStatus.Rejected,
        CallEndReason.Busy => NERtcBillStatus.Busy,
        CallEndReason.NoAnswer or CallEndReason.Unreachable => NERtcBillStatus.Timeout,
        _ => NERtcBillStatus.Canceled,
    };
}
