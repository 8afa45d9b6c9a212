using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// Group calls. The vendor can start a call to several at once, too, but then nobody can be added before somebody has answered, one callee makes a call of
/// two, and why somebody did not come is documented for none of them. So a group is entered under an id that nobody else knows, and everybody is added.
/// </summary>
internal sealed partial class NativeLine
{
    private async Task<CommandResult> PlaceGroupAsync(NativeCall call, CallCommand.PlaceCall place)
    {
        LocalMedia? local = null;
        bool asked = false;
        try
        {
            var found = await FindAsync(place.Callees).ConfigureAwait(false);
            if (found.Values.All(id => id is null))
            {
                return Refused(RefusalCode.Unreachable, $"The directory knows no id at the vendor of '{string.Join("', '", place.Callees)}'.");
            }

            local = new LocalMedia(_agent, Within(call, place.LocalMedia));
            var options = new JoinCallOptions();
            local.Prepare(options, offersVideo: call.IsVideo);
            asked = true;
            var entered = await _agent.Agent.JoinAsync(new GroupCallLocator(Guid.NewGuid()), options);
            var watched = await Queue.AskAsync(() =>
            {
                Attach(call, entered, local);
                return call.Call!;
            }).ConfigureAwait(false);
            await call.Settled.WaitAsync(_signIn.Options.CommandTimeout, _signIn.Time).ConfigureAwait(false);
            if (call.Ending is { } ending)
            {
                return Gone(ending);
            }

            foreach (var invitation in call.Invitations.ToList())
            {
                await AddAsync(call, watched, invitation, found[invitation.UserId]).ConfigureAwait(false);
            }

            return new CommandResult.Done();
        }
        catch (CallException e) when (!asked && e.Code is CallErrorCode.Unreachable or CallErrorCode.RateLimited)
        {
            return new CommandResult.NotSent(new(e.ProviderCode ?? e.Code.ToString(), e.Message));
        }
        catch (Exception e)
        {
            if (call.Call is { } live)
            {
                _ = HangUpAsync(live, everyone: false);
            }

            _ = local?.DisposeAsync().AsTask();
            return new CommandResult.Refused(RefusalCode.CallGone, new(EndCause.Failed, null, SdkErrors.Fault(e)), e.Message);
        }
    }

    /// <summary>Rings one of those whom a group call is placed to. The call goes on without whom the directory or the SDK does not take.</summary>
    private async Task AddAsync(NativeCall call, WatchedCall watched, NativeInvitation invitation, string? acsId)
    {
        RemoteParticipant? added = null;
        try
        {
            added = acsId is null ? null : await AddAsync(call, watched, acsId).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
        }

        await Queue.AskAsync(() =>
        {
            if (added is null)
            {
                Decide(call, invitation, CallResponse.Unreachable);
            }
            else
            {
                Expect(call, watched, acsId!, invitation, added);
            }

            return Added(call, watched);
        }).ConfigureAwait(false);
    }

    private async Task<RemoteParticipant> AddAsync(NativeCall call, WatchedCall watched, string acsId)
    {
        await Queue.AskAsync(() => call.Adding.Add(acsId)).ConfigureAwait(false);
        return await SdkNames.InviteAsync(watched.Call, new UserCallIdentifier(acsId));
    }

    /// <summary>It is clear what came of adding.</summary>
    private static bool Added(NativeCall call, WatchedCall watched)
    {
        call.Adding.Clear();
        watched.Look();
        return true;
    }

    /// <summary>What the SDK shows of who was added may be over before it is looked at.</summary>
    private static void Expect(NativeCall call, WatchedCall watched, string acsId, NativeInvitation invitation, RemoteParticipant added)
    {
        if (!call.Members.TryGetValue(acsId, out var member))
        {
            member = call.Members[acsId] = new(invitation.UserId);
        }

        (member.Invitation, member.Seen) = (invitation, watched.Expect(added));
    }

    /// <summary>All or nobody (rule CALL-083), as far as the SDK goes: it adds one after the other, and whom it has added is taken back if another cannot be.</summary>
    private async Task<CommandResult> InviteAsync(NativeCall call, CallCommand.InviteUsers invite)
    {
        if (call.Ending is { } ending)
        {
            return Gone(ending);
        }

        if (call.Call is not { IsConnected: true } watched)
        {
            return Refused(RefusalCode.InvalidState, "The vendor adds nobody to a call that is not connected.");
        }

        var found = await FindAsync(invite.Callees).ConfigureAwait(false);
        if (invite.Callees.Where(user => found[user] is { } id && watched.Shows(id)).ToList() is { Count: > 0 } there)
        {
            return Refused(RefusalCode.InvalidArgument, $"In the call or invited already: '{string.Join("', '", there)}'.");
        }

        List<(string User, string Id, RemoteParticipant Participant)> added = [];
        foreach (string user in invite.Callees.Where(user => found[user] is not null))
        {
            try
            {
                added.Add((user, found[user]!, await AddAsync(call, watched, found[user]!).ConfigureAwait(false)));
            }
            catch (Exception e)
            {
                AcsLog.Faulted(_logger, e);
                await Task.WhenAll(added.Select(a => TakeOutAsync(watched, a.Participant))).ConfigureAwait(false);
                await Queue.AskAsync(() => Added(call, watched)).ConfigureAwait(false);
                return Refused(watched.Shows(found[user]!) ? RefusalCode.InvalidArgument : RefusalCode.Failed, $"'{user}' cannot be added: {e.Message}");
            }
        }

        return await Queue.AskAsync(() =>
        {
            var invitations = invite.Callees.Select(user => new NativeInvitation(user, Self.UserId) { IsOwn = true }).ToList();
            call.Invitations.AddRange(invitations);
            Tell(call, new CallSignal.UsersInvited(call.CallId, 0, invite.Callees, Self.UserId));
            foreach (var invitation in invitations)
            {
                if (added.Find(a => a.User == invitation.UserId) is { Participant: { } participant, Id: var id })
                {
                    Expect(call, watched, id, invitation, participant);
                }
                else
                {
                    Decide(call, invitation, CallResponse.Unreachable);
                }
            }

            Added(call, watched);
            return (CommandResult)new CommandResult.Done(View(call));
        }).ConfigureAwait(false);
    }

    private async Task<CommandResult> TakeBackAsync(NativeCall call, string userId)
    {
        if (call.Ending is { } ending)
        {
            return Gone(ending);
        }

        if (call.Find(userId) is not { Invitation: { IsOpen: true } invitation, Seen: { IsIn: false } seen } member)
        {
            return Refused(RefusalCode.InvalidArgument, $"No invitation of '{userId}' waits for an answer.");
        }

        if (!invitation.IsOwn && !call.IsEntered)
        {
            return Refused(RefusalCode.NotAllowed, "Only the caller, and who invited, takes an invitation back.");
        }

        var result = await TakeOutAsync(call, member, seen).ConfigureAwait(false);
        return invitation.Response == CallResponse.Accepted ? Refused(RefusalCode.InvalidArgument, $"'{userId}' has answered.") : result;
    }

    private async Task<CommandResult> RemoveAsync(NativeCall call, string userId) => call.Ending is { } ending ? Gone(ending)
        : !call.IsEntered ? Refused(RefusalCode.NotAllowed, "Only the caller removes members.")
        : call.Find(userId) is { Told: not null, Seen: { } seen } member ? await TakeOutAsync(call, member, seen).ConfigureAwait(false)
        : Refused(RefusalCode.InvalidArgument, $"There is no other member '{userId}' in the call.");

    /// <summary>Takes somebody out of the call, or takes an invitation back, and waits until it shows.</summary>
    private async Task<CommandResult> TakeOutAsync(NativeCall call, NativeMember member, WatchedParticipant seen)
    {
        var gone = member.TakingOut = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await call.Call!.Call.RemoveParticipantAsync(seen.Participant);
            await WaitAsync(gone.Task).ConfigureAwait(false);
        }
        catch (Exception e) when (!gone.Task.IsCompleted)
        {
            member.TakingOut = null;
            return Refused(RefusalCode.Failed, e.Message);
        }

        return await Queue.AskAsync(() => (CommandResult)new CommandResult.Done(View(call))).ConfigureAwait(false);
    }

    private async Task TakeOutAsync(WatchedCall call, RemoteParticipant participant)
    {
        try
        {
            await call.Call.RemoveParticipantAsync(participant);
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
        }
    }

    /// <summary>Nobody is in the call any more, or was: whoever is still rung into it is rung for nothing.</summary>
    private async Task TakeAllBackAsync(NativeCall call, WatchedCall watched)
    {
        var open = call.IsGroup ? await Queue.AskAsync(() => call.Members.Values.Where(m => m is { Told: null, Seen: not null }).ToList()).ConfigureAwait(false) : [];
        await Task.WhenAll(open.Select(member => TakeOutAsync(call, member, member.Seen!))).ConfigureAwait(false);
    }

    private async Task<Dictionary<string, string?>> FindAsync(IEnumerable<string> users)
    {
        Dictionary<string, string?> found = [];
        foreach (string user in users)
        {
            found[user] = await _signIn.Directory.FindAcsIdAsync(user, CancellationToken.None).ConfigureAwait(false);
        }

        return found;
    }
}
