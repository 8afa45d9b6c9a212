using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>What the SDK's calls show, as signals. All of it on the queue, where signals are counted: a view says exactly which came before it.</summary>
internal sealed partial class NativeLine
{
    private void OnIncomingCall(object? sender, IncomingCallReceivedEventArgs args)
    {
        var incoming = args.IncomingCall;
        Queue.Post(() => Admit(incoming));
    }

    private void Admit(IncomingCall incoming)
    {
        var call = new NativeCall(Guid.NewGuid().ToString("N"), CallDirection.Incoming, Self)
        {
            Incoming = incoming,
            PeerId = incoming.CallerDetails.Identifier.RawId,
            RingsUntil = _signIn.Time.GetTimestamp() + Ticks(AcsDescriptors.MaxRingTimeout),
        };
        _calls[call.CallId] = call;

        // It may have ended before anybody could be told of it.
        incoming.CallEnded += OnIncomingEnded;
        if (incoming.CallEndReason is not null)
        {
            InvitationEnded(call);
        }

        _ = NameAsync(call, incoming.IsVideoEnabled);
    }

    /// <summary>Finds out who calls; until that is known nobody is told.</summary>
    private async Task NameAsync(NativeCall call, bool video)
    {
        string? user = null;
        string reason = "The directory does not know this id.";
        try
        {
            user = await _signIn.Directory.FindUserIdAsync(call.PeerId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            reason = e.Message;
        }

        if (user is null)
        {
            AcsLog.UnknownCaller(_logger, call.PeerId, reason);
            return;
        }

        // Who calls again has ended the former call, though the SDK may tell that later: calls have no order among each other (rule CALL-054).
        foreach (var former in _calls.Values.Where(c => c != call && c.PeerId == call.PeerId && (c.IsAnswered || c.Direction == CallDirection.Incoming)))
        {
            await WaitAsync(former.Over).ConfigureAwait(false);
        }

        Queue.Post(() =>
        {
            call.Facts = call.Facts with { Peer = new(user, "") };
            call.Details = new(new(user, ""), [Self.UserId], video ? CallMedia.Video : CallMedia.Audio);
            call.Members[call.PeerId] = new(user);
            if (call.Ending is null)
            {
                call.IsTold = true;
                Tell(call, new CallSignal.Invited(call.CallId, 0, call.Details, Remaining(call)));
            }
        });
    }

    private void OnIncomingEnded(object? sender, PropertyChangedEventArgs args) => Queue.Post(() =>
    {
        if (_calls.Values.FirstOrDefault(c => c.Incoming == sender) is { } call)
        {
            InvitationEnded(call);
        }
    });

    /// <summary>The invitation is over, though perhaps because it was accepted here: then the call itself says what comes next.</summary>
    private void InvitationEnded(NativeCall call)
    {
        if (call is { Call: null, IsAccepting: false, Ending: null })
        {
            var reason = call.Incoming!.CallEndReason;
            End(call, reason?.Code, reason?.Subcode ?? 0);
        }
    }

    private void Attach(NativeCall call, CommunicationCall sdkCall, LocalMedia local)
    {
        var watched = new WatchedCall(sdkCall, Queue);
        (call.Call, call.Local, call.Facts) = (watched, local, call.Facts with { Accepted = call.Direction == CallDirection.Incoming });
        watched.Changed += () => Look(call, watched);
        local.Bind(watched);
    }

    /// <summary>Compares what is with what was told, and tells the difference.</summary>
    private void Look(NativeCall call, WatchedCall watched)
    {
        if (call.Ending is not null)
        {
            return;
        }

        // Who enters a call alone is connected at once.
        call.Facts = call.Facts with { WasConnected = watched.WasConnected && (call.IsAnswered || !call.IsEntered) };
        if (watched.IsOver)
        {
            End(call, watched.EndReason?.Code, watched.EndReason?.Subcode ?? 0);
            return;
        }

        if (watched.State == SdkCallState.Ringing && call is { Direction: CallDirection.Outgoing, Invitations: [var only] })
        {
            Alert(call, only);
        }

        if (watched.IsConnected)
        {
            call.Settle();
        }

        if (!call.IsAccepting && watched.IsConnected)
        {
            LookAround(call, watched);
        }
    }

    private void End(NativeCall call, int? code, int subcode)
    {
        var ending = AcsEndCodes.Classify(call.Facts, code, subcode);
        if (ending.Cause == EndCause.HangUp && !call.IsGroup && call.Members.TryGetValue(call.PeerId, out var member))
        {
            // It was answered, however soon it was over.
            Answer(call, member);
        }

        AcsLog.Ended(_logger, call.CallId, code ?? -1, subcode, ending.Cause);
        call.End(ending);
        if (call.IsTold)
        {
            Tell(call, new CallSignal.Ended(call.CallId, 0, ending));
        }

        Forget(call);
    }

    /// <summary>It never was at the vendor's: whoever placed it knows that from the command's result.</summary>
    private bool NeverPlaced(NativeCall call, CommandResult.Refused refused)
    {
        if (call is { Ending: null, Call: null })
        {
            call.End(refused.Ending ?? new CallEnding(EndCause.Unreachable, null));
            Forget(call);
        }

        return true;
    }

    private void Forget(NativeCall call)
    {
        Close(call);
        _over.Enqueue(call.CallId);
        while (_over.Count > Memory)
        {
            _calls.TryRemove(_over.Dequeue(), out _);
        }
    }

    private CallView View(NativeCall call)
    {
        bool isMember = call.Direction == CallDirection.Outgoing || call.IsAnswered;
        return new CallView
        {
            CallId = call.CallId,
            Revision = call.Revision,
            Details = call.Details! with
            {
                IsGroup = call.IsGroup,
                Callees = [.. call.Details.Callees.Concat(call.Invitations.Select(i => i.UserId)).Distinct()],
            },
            Invitations = isMember
                ? [.. call.Invitations.Select(i => new CallInvitation(i.UserId, i.IsAlerted, i.Response) { InvitedBy = i.By })]
                : [],
            Members = isMember ? [.. call.Members.Values.Where(m => m.Told is not null).Select(m => new CallMember(m.Party, m.Told!.Value, Offers: false))] : [],
            IsMember = isMember,
            RingRemaining = call.IsAnswered ? null : Remaining(call),
            Ending = call.Ending,
        };
    }

    private void Tell(NativeCall call, CallSignal signal)
    {
        if (!call.IsQuiet)
        {
            Tell(signal with { Revision = ++call.Revision });
        }
    }

    private TimeSpan Remaining(NativeCall call)
    {
        var left = _signIn.Time.GetElapsedTime(_signIn.Time.GetTimestamp(), call.RingsUntil);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _signIn.Time.TimestampFrequency);
}
