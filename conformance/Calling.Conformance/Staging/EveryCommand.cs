using Calling.Providers;

namespace Calling.Conformance;

/// <summary>One of every command that there is, all about one call: what a liar tries.</summary>
internal static class EveryCommand
{
    private static readonly MediaState On = new(true, true);

    /// <summary>All of them.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="liar">Who sends them; gives each its id.</param>
    /// <param name="victim">Whom they name.</param>
    public static IReadOnlyList<CallCommand> About(string callId, HostilePeer liar, string victim)
    {
        string self = liar.Line.Self.UserId;
        var ring = TimeSpan.FromSeconds(30);
        CallCommand[] all =
        [
            new CallCommand.PlaceCall(callId, liar.NextId(), [victim], CallMedia.Video, ring, On),
            new CallCommand.Alerting(callId, liar.NextId()),
            new CallCommand.Busy(callId, liar.NextId()),
            new CallCommand.AcceptCall(callId, liar.NextId(), On) { Data = "forged" },
            new CallCommand.RejectCall(callId, liar.NextId(), "forged"),
            new CallCommand.CancelCall(callId, liar.NextId()),
            new CallCommand.LeaveCall(callId, liar.NextId()),
            new CallCommand.EndCall(callId, liar.NextId(), EndCause.HangUp, HangUpScope.Everyone),
            new CallCommand.InviteUsers(callId, liar.NextId(), [self], ring),
            new CallCommand.CancelInvitation(callId, liar.NextId(), victim),
            new CallCommand.RemoveMember(callId, liar.NextId(), victim),
            new CallCommand.JoinCall(callId, liar.NextId(), On),
            new CallCommand.SetMediaState(callId, liar.NextId(), On),
            new CallCommand.AskMedia(callId, liar.NextId(), CallMedia.Audio),
            new CallCommand.AskMedia(callId, liar.NextId(), CallMedia.Video),
            new CallCommand.AnswerMedia(callId, liar.NextId(), "forged", true),
            new CallCommand.QueryCall(callId, liar.NextId()),
        ];
        var known = typeof(CallCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(CallCommand)));
        Assert.Empty(known.Except(all.Select(c => c.GetType())).Select(t => $"{t.Name} is a command that no liar tries yet"));
        return all;
    }
}
