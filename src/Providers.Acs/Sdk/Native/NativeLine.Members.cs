namespace Calling.Providers.Acs.Sdk;

/// <summary>Who else is in a call or rung into it, as the SDK shows its participants. On the queue.</summary>
internal sealed partial class NativeLine
{
    private void LookAround(NativeCall call, WatchedCall watched)
    {
        foreach (var participant in watched.Participants.Where(p => p.AcsId != _agent.AcsId && !call.Adding.Contains(p.AcsId)).ToList())
        {
            if (call.Members.TryGetValue(participant.AcsId, out var member))
            {
                Look(call, member, participant);
            }
            else if (call.Asked.Add(participant.AcsId))
            {
                _ = NameAsync(call, watched, participant.AcsId);
            }
        }

        foreach (var member in call.Members.Values.Where(m => m.Seen is { } seen && !watched.Participants.Contains(seen)).ToList())
        {
            Miss(call, watched, member);
        }
    }

    private void Look(NativeCall call, NativeMember member, WatchedParticipant participant)
    {
        if (member.Seen is { } former && former != participant)
        {
            Leave(call, member);
        }

        call.Alone?.Dispose();
        (call.Alone, call.IsLeftAlone) = (null, false);
        member.Seen = participant;
        bool placedIt = member.Invitation is null && member.Party == call.Facts.Caller;
        if (!placedIt && member.Invitation is not { IsOpen: true } && member.Told is null)
        {
            Invite(call, member, null);
        }

        switch (member.Told, participant.IsIn)
        {
            case (null, true):
                Answer(call, member);
                member.Told = participant.Media;
                Tell(call, new CallSignal.MemberJoined(call.CallId, 0, new(member.Party, participant.Media, Offers: false), null));
                break;
            case ({ } told, true) when told != participant.Media:
                member.Told = participant.Media;
                Tell(call, new CallSignal.MediaStateChanged(call.CallId, 0, member.Party, participant.Media));
                break;
            case (null, false) when participant.HasRung && member.Invitation is { } invitation:
                Alert(call, invitation);
                break;
        }
    }

    /// <summary>
    /// The SDK no longer shows this member. In a call of two that comes with the call's end, which says more: it is waited for, and if it does not come the
    /// call was a group. What was entered here ends for nobody else's sake.
    /// </summary>
    private void Miss(NativeCall call, WatchedCall watched, NativeMember member)
    {
        if (call is { IsEntered: false, IsLeftAlone: false } && watched.Participants.Count == 0)
        {
            call.Alone ??= _signIn.Time.CreateTimer(
                _ => Queue.Post(() =>
                {
                    call.IsLeftAlone = watched.Participants.Count == 0;
                    Look(call, watched);
                }),
                null,
                Patience,
                Timeout.InfiniteTimeSpan);
            return;
        }

        Leave(call, member);
    }

    private void Leave(NativeCall call, NativeMember member)
    {
        var seen = member.Seen!;
        bool takenOut = member.TakingOut is not null;
        member.Seen = null;
        if (member.Told is not null)
        {
            BecomeGroup(call);
            member.Told = null;
            Tell(call, new CallSignal.MemberLeft(call.CallId, 0, member.Party, takenOut ? EndCause.Removed : EndCause.HangUp));
            member.Invitation ??= new(member.Party.UserId) { Response = CallResponse.Accepted };
        }
        else if (member.Invitation is { IsOpen: true } invitation)
        {
            Decide(call, invitation, takenOut ? CallResponse.Cancelled : OutcomeOf(invitation, seen));
        }

        member.TakingOut?.TrySetResult();
        member.TakingOut = null;
    }

    /// <summary>
    /// What came of an invitation. The vendor gives a reason for some; without one, who invited knows what was not its own doing: whom it rang with has
    /// declined. To the others all that is certain is that the invitation is no more.
    /// </summary>
    private static CallResponse OutcomeOf(NativeInvitation invitation, WatchedParticipant seen) =>
        seen.EndReason is var (code, subcode) ? AcsEndCodes.Outcome(code, subcode)
        : !invitation.IsOwn ? CallResponse.Cancelled
        : seen.HasRung ? CallResponse.Rejected
        : CallResponse.Unreachable;

    private void Invite(NativeCall call, NativeMember member, string? by)
    {
        BecomeGroup(call);
        member.Invitation = new(member.Party.UserId, by) { IsOwn = by == Self.UserId };
        call.Invitations.Add(member.Invitation);
        Tell(call, new CallSignal.UsersInvited(call.CallId, 0, [member.Party.UserId], by));
    }

    private void Alert(NativeCall call, NativeInvitation invitation)
    {
        if (invitation is { IsOpen: true, IsAlerted: false })
        {
            invitation.IsAlerted = true;
            Tell(call, new CallSignal.Alerted(call.CallId, 0, invitation.UserId));
        }
    }

    private void Answer(NativeCall call, NativeMember member)
    {
        if (member.Invitation is { IsOpen: true } invitation)
        {
            call.IsAnswered = true;
            Decide(call, invitation, CallResponse.Accepted);
        }
    }

    private void Decide(NativeCall call, NativeInvitation invitation, CallResponse response)
    {
        invitation.Response = response;
        string? device = response == CallResponse.Accepted ? "" : null;
        Tell(call, new CallSignal.Responded(call.CallId, 0, invitation.UserId, device, response, null));
    }

    /// <summary>A callee's own invitation is the first that it knows of.</summary>
    private void BecomeGroup(NativeCall call)
    {
        if (!call.IsGroup)
        {
            call.IsGroup = true;
            if (call.Direction == CallDirection.Incoming)
            {
                call.Invitations.Insert(0, new(Self.UserId) { Response = CallResponse.Accepted });
            }
        }
    }

    /// <summary>Everybody whom an answered call shows, so that its first view names them.</summary>
    private async Task NameAllAsync(NativeCall call)
    {
        if (call.Call is { } watched)
        {
            var ids = await Queue.AskAsync(() => watched.Participants.Select(p => p.AcsId).Where(id => !call.Members.ContainsKey(id) && call.Asked.Add(id)).ToList())
                .ConfigureAwait(false);
            await Task.WhenAll(ids.Select(id => NameAsync(call, watched, id))).ConfigureAwait(false);
        }
    }

    /// <summary>Finds out who somebody is. Whom the directory does not know is not shown, and counts for nobody.</summary>
    private async Task NameAsync(NativeCall call, WatchedCall watched, string acsId)
    {
        string? user = null;
        string reason = "The directory does not know this id.";
        try
        {
            user = await _signIn.Directory.FindUserIdAsync(acsId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            reason = e.Message;
        }

        if (user is null)
        {
            AcsLog.UnknownCaller(_logger, acsId, reason);
            return;
        }

        await Queue.AskAsync(() =>
        {
            call.Members.TryAdd(acsId, new(user));
            if (!call.IsAccepting)
            {
                Look(call, watched);
            }

            return true;
        }).ConfigureAwait(false);
    }
}
