using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>What Core asks for, as calls of the SDK.</summary>
internal sealed partial class NativeLine
{
    /// <summary>How long the SDK may take to show what came of what it was asked; then it is taken as done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public async ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        CommandResult result;
        try
        {
            var running = await Queue.AskAsync(() => Begin(command)).ConfigureAwait(false);
            result = await running.WaitAsync(_signIn.Options.CommandTimeout, _signIn.Time, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            result = new CommandResult.Unknown(new("no-answer", "Given up before the SDK had answered."));
        }

        AcsLog.Answered(_logger, command.GetType().Name, command.CallId, result);
        return result;
    }

    /// <summary>On the queue. A command that comes again waits for, or gets, what came of it; one that certainly came to nothing is tried again.</summary>
    private Task<CommandResult> Begin(CallCommand command)
    {
        var call = _calls.GetValueOrDefault(command.CallId);
        if (call?.Commands.TryGetValue(command.CommandId, out var former) == true
            && former is not { IsCompletedSuccessfully: true, Result: CommandResult.NotSent or CommandResult.Unknown })
        {
            return former;
        }

        if (command is CallCommand.PlaceCall place && (call is null || call.Commands.ContainsKey(command.CommandId)))
        {
            call ??= _calls[place.CallId] = Outgoing(place);
        }
        else if (call is null or { IsTold: false })
        {
            return Task.FromResult<CommandResult>(new CommandResult.Refused(RefusalCode.NotFound));
        }

        return call.Commands[command.CommandId] = Guarded(call, command);
    }

    private NativeCall Outgoing(CallCommand.PlaceCall place)
    {
        var call = new NativeCall(place.CallId, CallDirection.Outgoing, Self)
        {
            Facts = new(Self, place.IsGroup ? default : new(place.Callees[0], ""), CallDirection.Outgoing),
            Details = new(Self, place.Callees, place.Media, place.IsGroup, place.GroupId),
            IsGroup = place.IsGroup,
            RingsUntil = _signIn.Time.GetTimestamp() + Ticks(place.RingTimeout),
            IsTold = true,
        };
        call.Invitations.AddRange(place.Callees.Select(callee => new NativeInvitation(callee) { IsOwn = true }));
        return call;
    }

    private async Task<CommandResult> Guarded(NativeCall call, CallCommand command)
    {
        CommandResult result;
        try
        {
            result = await DoAsync(call, command).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
            result = new CommandResult.Unknown(SdkErrors.Fault(e));
        }

        if (command is CallCommand.PlaceCall && result is CommandResult.Refused refused)
        {
            await Queue.AskAsync(() => NeverPlaced(call, refused)).ConfigureAwait(false);
        }

        return result;
    }

    private Task<CommandResult> DoAsync(NativeCall call, CallCommand command) => command switch
    {
        CallCommand.PlaceCall { IsGroup: true } place => PlaceGroupAsync(call, place),
        CallCommand.PlaceCall place => PlaceAsync(call, place),
        CallCommand.AcceptCall accept => AcceptAsync(call, accept),
        CallCommand.RejectCall or CallCommand.Busy => RejectAsync(call),
        CallCommand.CancelCall => CancelAsync(call),
        CallCommand.EndCall end => EndAsync(call, end.Scope == HangUpScope.Everyone),
        CallCommand.InviteUsers invite => InviteAsync(call, invite),
        CallCommand.CancelInvitation cancel => TakeBackAsync(call, cancel.UserId),
        CallCommand.RemoveMember remove => RemoveAsync(call, remove.UserId),
        CallCommand.SetMediaState set => Did(() => call.Local?.Show(Within(call, set.LocalMedia))),

        // The SDK alerts by itself, and an invitation that is left alone rings on, here without a sound.
        CallCommand.Alerting or CallCommand.LeaveCall => Did(() => { }),
        CallCommand.QueryCall => Task.FromResult<CommandResult>(new CommandResult.Done(View(call))),
        _ => Task.FromResult<CommandResult>(Refused(RefusalCode.NotSupported, $"The vendor has nothing like {command.GetType().Name}.")),
    };

    private async Task<CommandResult> PlaceAsync(NativeCall call, CallCommand.PlaceCall place)
    {
        LocalMedia? local = null;
        bool asked = false;
        try
        {
            if (await _signIn.Directory.FindAcsIdAsync(place.Callees[0], CancellationToken.None).ConfigureAwait(false) is not { } id)
            {
                // As with who is away (rule CALL-013).
                return Refused(RefusalCode.Unreachable, $"The directory knows no id of '{place.Callees[0]}' at the vendor.");
            }

            await Queue.AskAsync(() => (call.PeerId, call.Members[id]) = (id, new(place.Callees[0]) { Invitation = call.Invitations[0] })).ConfigureAwait(false);
            local = new LocalMedia(_agent, Within(call, place.LocalMedia));
            var options = new StartCallOptions();
            local.Prepare(options, offersVideo: call.IsVideo);
            asked = true;
            var started = await _agent.Agent.StartCallAsync(new CallIdentifier[] { new UserCallIdentifier(id) }, options);
            return await Queue.AskAsync(() =>
            {
                Attach(call, started, local);
                return (CommandResult)new CommandResult.Done();
            }).ConfigureAwait(false);
        }
        catch (CallException e) when (!asked && e.Code is CallErrorCode.Unreachable or CallErrorCode.RateLimited)
        {
            return new CommandResult.NotSent(new(e.ProviderCode ?? e.Code.ToString(), e.Message));
        }
        catch (Exception e)
        {
            _ = local?.DisposeAsync().AsTask();
            return new CommandResult.Refused(RefusalCode.CallGone, new(EndCause.Failed, null, SdkErrors.Fault(e)), e.Message);
        }
    }

    private async Task<CommandResult> AcceptAsync(NativeCall call, CallCommand.AcceptCall accept)
    {
        if (call.Direction == CallDirection.Outgoing)
        {
            return Refused(RefusalCode.NotAllowed, "Who placed the call does not accept it.");
        }

        if (call.Ending is { } ending)
        {
            return Gone(ending);
        }

        if (call.Call is null)
        {
            call.IsAccepting = true;
            var local = new LocalMedia(_agent, Within(call, accept.LocalMedia));
            try
            {
                var options = new AcceptCallOptions();
                local.Prepare(options, offersVideo: false);
                var accepted = await call.Incoming!.AcceptAsync(options);
                await Queue.AskAsync(() =>
                {
                    Attach(call, accepted, local);
                    return true;
                }).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _ = local.DisposeAsync().AsTask();
                return await NotAcceptedAsync(call, e).ConfigureAwait(false);
            }
        }

        // Of two devices that accept at once the SDK may let both begin: it has won once it is connected. Who never connects is not waited for.
        await WaitAsync(call.Settled).ConfigureAwait(false);
        await WaitAsync(NameAllAsync(call)).ConfigureAwait(false);
        return await Queue.AskAsync<CommandResult>(() =>
        {
            call.IsAccepting = false;
            if (call.Ending is { } over)
            {
                return Gone(over);
            }

            (call.IsAnswered, call.IsQuiet) = (true, true);
            if (call.Call!.IsConnected)
            {
                LookAround(call, call.Call);
            }

            call.IsQuiet = false;
            return new CommandResult.Done(View(call));
        }).ConfigureAwait(false);
    }

    /// <summary>The SDK says no: as a rule the call was over, and it says so now or in a moment.</summary>
    private async Task<CommandResult> NotAcceptedAsync(NativeCall call, Exception error)
    {
        await Queue.AskAsync(() =>
        {
            call.IsAccepting = false;
            if (call.Incoming!.CallEndReason is not null)
            {
                InvitationEnded(call);
            }

            return true;
        }).ConfigureAwait(false);
        await WaitAsync(call.Over).ConfigureAwait(false);
        return call.Ending is { } ending
            ? Gone(ending with { Fault = ending.Fault ?? SdkErrors.Fault(error) })
            : Refused(RefusalCode.Failed, error.Message);
    }

    private async Task<CommandResult> RejectAsync(NativeCall call)
    {
        if (call.Ending is not null || call.Facts.Rejected)
        {
            return new CommandResult.Done();
        }

        if (call is not { Incoming: { } incoming, Call: null })
        {
            return Refused(RefusalCode.NotAllowed, "Only a call that rings here can be rejected.");
        }

        call.Facts = call.Facts with { Rejected = true };
        try
        {
            await incoming.RejectAsync();
            return new CommandResult.Done();
        }
        catch (Exception e)
        {
            await Queue.AskAsync(() => call.Facts = call.Facts with { Rejected = false }).ConfigureAwait(false);
            if (incoming.CallEndReason is not null)
            {
                return new CommandResult.Done();
            }

            return new CommandResult.Unknown(SdkErrors.Fault(e));
        }
    }

    /// <summary>
    /// The SDK knows no cancelling, only hanging up. It is not asked to if the call is known to be answered; an accept that crosses is hung up with the
    /// rest, and both ends learn that.
    /// </summary>
    private async Task<CommandResult> CancelAsync(NativeCall call)
    {
        if (call.Ending is { } ending)
        {
            return Gone(ending);
        }

        if (call is not { Direction: CallDirection.Outgoing, Call: { } live })
        {
            return Refused(RefusalCode.NotAllowed, "Only the caller takes a call back.");
        }

        bool isAnswered = call.IsEntered ? call.IsAnswered || live.IsAnybodyIn : live.WasConnected || live.Call.State == SdkCallState.Connected;
        if (isAnswered)
        {
            return Refused(RefusalCode.AlreadyAccepted, null);
        }

        call.Facts = call.Facts with { HungUp = true };
        try
        {
            await TakeAllBackAsync(call, live).ConfigureAwait(false);
            await HangUpAsync(live, everyone: false).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It rings on, and may be answered: then whoever hangs up is who ends it.
            await Queue.AskAsync(() => call.Facts = call.Facts with { HungUp = false }).ConfigureAwait(false);
            throw;
        }

        await WaitAsync(call.Over).ConfigureAwait(false);
        return call.Ending switch
        {
            null or { Cause: EndCause.Cancelled } => new CommandResult.Done(),
            { Cause: EndCause.HangUp } => Refused(RefusalCode.AlreadyAccepted, null),
            var other => Gone(other),
        };
    }

    private async Task<CommandResult> EndAsync(NativeCall call, bool everyone)
    {
        if (call.Ending is not null)
        {
            return new CommandResult.Done();
        }

        if (call.Call is not { } live)
        {
            return call.Direction == CallDirection.Incoming ? await RejectAsync(call).ConfigureAwait(false) : await EndStartingAsync(call).ConfigureAwait(false);
        }

        call.Facts = call.Facts with { HungUp = true };
        if (!live.IsAnybodyIn)
        {
            // Whom they would have talked to is gone (rule CALL-086).
            await TakeAllBackAsync(call, live).ConfigureAwait(false);
        }

        await HangUpAsync(live, everyone && call.IsGroup).ConfigureAwait(false);
        return new CommandResult.Done();
    }

    /// <summary>It is still being placed, or never was.</summary>
    private async Task<CommandResult> EndStartingAsync(NativeCall call)
    {
        foreach (var starting in call.Commands.Values.Where(c => !c.IsCompleted).ToList())
        {
            await WaitAsync(starting).ConfigureAwait(false);
            if (call.Call is not null)
            {
                return await (await Queue.AskAsync(() => EndAsync(call, everyone: false)).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }

        return new CommandResult.Done();
    }

    /// <summary>Hangs up; where the vendor ends it for nobody else, whoever is in it or rung into it is taken out first.</summary>
    private async Task HangUpAsync(WatchedCall call, bool everyone)
    {
        try
        {
            await call.Call.HangUpAsync(new SdkHangUpOptions { ForEveryone = everyone });
        }
        catch (Exception) when (call.Call.State == SdkCallState.Disconnected)
        {
            // It was over already.
        }
        catch (Exception e) when (everyone && SdkErrors.IsHangUpForEveryoneRefused(e))
        {
            await Task.WhenAll(call.Call.RemoteParticipants.Select(p => TakeOutAsync(call, p))).ConfigureAwait(false);
            await HangUpAsync(call, everyone: false).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Patience, _signIn.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is known by then has to do.
        }
    }

    /// <summary>An audio call has no pictures.</summary>
    private static MediaState Within(NativeCall call, MediaState media) => media with { CameraOn = media.CameraOn && call.IsVideo };

    private static Task<CommandResult> Did(Action act)
    {
        act();
        return Task.FromResult<CommandResult>(new CommandResult.Done());
    }

    private static CommandResult.Refused Gone(CallEnding ending) => new(RefusalCode.CallGone, ending);

    private static CommandResult.Refused Refused(RefusalCode code, string? message) => new(code, null, message);
}
