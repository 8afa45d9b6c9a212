namespace Calling.Cli.Demo.Groups;

/// <summary>One person of the group demo. The same program on every provider (rule CALL-140).</summary>
internal sealed class GroupParty(ICallClient client, PartySettings settings, TimeProvider time, PartyLog log)
{
    private static readonly TimeSpan s_ringing = TimeSpan.FromSeconds(1);
    private readonly GroupPart _part = settings.Part!;

    /// <summary>Does what the role does, to the end of the call.</summary>
    /// <param name="ct">Gives up.</param>
    public Task<PartyResult> RunAsync(CancellationToken ct) => _part.Role == GroupRole.Caller ? CallAsync(ct) : AnswerAsync(ct);

    private async Task<PartyResult> CallAsync(CancellationToken ct)
    {
        log.Write("calls", string.Join(", ", _part.Callees));
        await using var call = await client.GroupCallAsync(
            _part.Callees,
            CallMedia.Video,
            configure: options =>
            {
                (options.AudioSource, options.VideoSource) = PartySources.OfMember(_part.Number, settings.UserId, time);
                options.RingTimeout = After(0.6);
            },
            ct: ct);
        var conversation = new GroupConversation(call, settings, time, log);
        conversation.Asked();
        return await conversation.RunAsync(HostAsync, ct);

        async Task HostAsync(CancellationToken over)
        {
            await Task.Delay(After(0.25), time, over);
            log.Write("invites", _part.Latecomer);
            await call.InviteAsync([_part.Latecomer], ct: over);
            await Task.Delay(After(0.75), time, over);
            log.Write("ends it", "for everyone");
            await call.HangUpAsync(HangUpScope.Everyone, over);
        }
    }

    private async Task<PartyResult> AnswerAsync(CancellationToken ct)
    {
        await using var call = await client.ReadIncomingCallsAsync(ct).FirstAsync(ct);
        var conversation = new GroupConversation(call, settings, time, log);
        var whole = conversation.RunAsync(over => _part.Role == GroupRole.Leaver ? LeaveAsync(call, over) : Task.CompletedTask, ct);
        await Task.WhenAny(whole, Task.Delay(s_ringing, time, ct));
        if (!whole.IsCompleted && _part.Role == GroupRole.Rejecter)
        {
            log.Write("rejects");
            await call.RejectAsync("not now", ct);
        }
        else if (!whole.IsCompleted && _part.Role != GroupRole.Absent)
        {
            await AcceptAsync(call, conversation, ct);
        }

        return await whole;
    }

    private async Task AcceptAsync(ICallSession call, GroupConversation conversation, CancellationToken ct)
    {
        var options = new AcceptOptions();
        (options.AudioSource, options.VideoSource) = PartySources.OfMember(_part.Number, settings.UserId, time);
        conversation.Asked();
        log.Write("accepts");
        try
        {
            await call.AcceptAsync(options, ct);
        }
        catch (CallException e) when (e.Code == CallErrorCode.CallGone)
        {
            // How it ended is told by the session's last event.
        }
    }

    private async Task LeaveAsync(ICallSession call, CancellationToken over)
    {
        await Task.Delay(After(0.7), time, over);
        log.Write("hangs up");
        await call.HangUpAsync(over);
    }

    private TimeSpan After(double share) => TimeSpan.FromSeconds(settings.Seconds * share);
}
