using System.Collections.Immutable;
using Calling.Media;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>One decision in the making: the calls so far, the call at hand and what everybody will be told. Never outlives <see cref="Switchboard.Apply"/>.</summary>
internal sealed partial class Turn(CallSet calls, TimeSpan now, SwitchboardRules rules)
{
    private readonly ImmutableArray<Delivery>.Builder _deliveries = ImmutableArray.CreateBuilder<Delivery>();
    private readonly ImmutableArray<Deadline>.Builder _due = ImmutableArray.CreateBuilder<Deadline>();
    private readonly ImmutableArray<CallParty>.Builder _kicked = ImmutableArray.CreateBuilder<CallParty>();
    private readonly ImmutableArray<CallSummary>.Builder _records = ImmutableArray.CreateBuilder<CallSummary>();
    private readonly ImmutableArray<OfflineInvitation>.Builder _offline = ImmutableArray.CreateBuilder<OfflineInvitation>();
    private readonly ImmutableArray<string>.Builder _withdrawn = ImmutableArray.CreateBuilder<string>();
    private CallEntry? _call;
    private TimeSpan? _deadline;

    public TimeSpan Now => now;

    public SwitchboardRules Rules => rules;

    public CallSet Calls { get; set; } = calls;

    public CallEntry Call
    {
        get => _call!;
        set => _call = value;
    }

    /// <summary>Takes a known call at hand, having put the former one back.</summary>
    public bool Open(string callId)
    {
        Close();
        if (!Calls.Calls.TryGetValue(callId, out _call))
        {
            return false;
        }

        _deadline = _call.NextDeadline;
        return true;
    }

    public void Begin(CallEntry call)
    {
        Close();
        (_call, _deadline) = (call, null);
    }

    public void Forget()
    {
        Calls = Calls.Without(Call);
        _call = null;
    }

    public Decision Decide(CommandResult? result)
    {
        Close();
        return new(Calls, _deliveries.DrainToImmutable(), _due.DrainToImmutable(), result)
        {
            Kicked = _kicked.DrainToImmutable(),
            Offline = _offline.DrainToImmutable(),
            Withdrawn = _withdrawn.DrainToImmutable(),
            Records = _records.DrainToImmutable(),
        };
    }

    /// <summary>Signs a device out.</summary>
    public void Kick(CallParty device) => _kicked.Add(device);

    public void Remember(CallParty from, string commandId, CommandResult result)
    {
        if (Call.Logs.TryGetValue(from, out var log))
        {
            Call = Call with { Logs = Call.Logs.SetItem(from, log.With(commandId, result)) };
        }
    }

    /// <summary>The open invitation that a device may still answer, or null.</summary>
    public Invitation? Ringing(CallParty device) =>
        Call.Ending is null
        && Call.InvitationOf(device.UserId) is { IsOpen: true } invitation
        && invitation.RingOf(device.DeviceId) is DeviceRing.Notified or DeviceRing.Alerting
            ? invitation
            : null;

    public void Replace(Invitation old, Invitation changed) => Call = Call with { Invitations = Call.Invitations.Replace(old, changed) };

    /// <summary>Invites a device with the time that is left.</summary>
    public void Ring(CallParty device)
    {
        var invitation = Call.InvitationOf(device.UserId)!;
        Replace(invitation, invitation.With(device.DeviceId, DeviceRing.Notified));
        Tell(
            device,
            (id, revision) => new CallSignal.Invited(id, revision, Call.Details, invitation.Deadline - Now) { InvitedBy = invitation.By });
    }

    /// <summary>Invites every signed-in device of a user.</summary>
    public void RingAll(string userId)
    {
        foreach (var device in Calls.DevicesOf(userId))
        {
            Ring(new(userId, device));
        }
    }

    /// <summary>What may be on in a call: no camera in an audio call (rules CALL-061, CALL-100).</summary>
    public static MediaState Allowed(MediaState media, CallMedia of) => media with { CameraOn = media.CameraOn && of == CallMedia.Video };

    /// <summary>A device answers for its user.</summary>
    public void Accept(Invitation invitation, CallParty by, MediaState media, string? data)
    {
        Replace(invitation, invitation with { Response = CallResponse.Accepted, Data = data });
        EndRinging(invitation, by, new(EndCause.AnsweredElsewhere, by));
        TellSeats(
            null,
            (id, revision) => new CallSignal.Responded(id, revision, by.UserId, by.DeviceId, CallResponse.Accepted, null) { Data = data });
        Seat(by, Allowed(media, Call.Details.Media));
    }

    /// <summary>Puts a device into the call and tells those who are in it.</summary>
    public void Seat(CallParty device, MediaState media)
    {
        var member = new CallMember(device, media, Offers: false) { Entry = Call.Entries + 1 };
        TellSeats(null, (id, revision) => new CallSignal.MemberJoined(id, revision, member, null));
        Call = Call with { AnsweredAt = Call.AnsweredAt ?? Now };
        Add(device, media);
    }

    /// <summary>Puts a device into another's place; to the others nobody left and nobody came (rule CALL-087).</summary>
    public void Move(Seat former, CallParty device, MediaState media)
    {
        var member = new CallMember(device, media, Offers: false) { Entry = Call.Entries + 1 };
        EndFor(former.Party, new(EndCause.Replaced, device));
        Call = Call with { Seats = Call.Seats.Remove(former) };
        if (Call.MediaRequest?.By == former.Party)
        {
            // Nobody waits for its answer any more, and the new device must not be taken for the other side (rule CALL-100).
            CloseRequest(MediaRequestOutcome.Withdrawn);
        }

        TellSeats(null, (id, revision) => new CallSignal.MemberMoved(id, revision, former.Party, member));
        Add(device, media);
    }

    private void Add(CallParty device, MediaState media)
    {
        // A device that was in the call before is in it again.
        var log = Call.Logs.GetValueOrDefault(device) ?? new DeviceLog(0);
        if (Call.InvitationOf(device.UserId) is { ConnectFailed: true } invitation)
        {
            Replace(invitation, invitation with { ConnectFailed = false });
        }

        Call = Call with
        {
            Entries = Call.Entries + 1,
            Seats = Call.Seats.Add(new(device, media, Call.Entries + 1)),
            Logs = Call.Logs.SetItem(device, log with { Ending = null }),
        };
    }

    /// <summary>Changes what the call is for; cameras are off after it, until each user turns the own one on (rules CALL-100, CALL-101).</summary>
    public void ChangeMedia(CallMedia media, string userId)
    {
        Call = Call with
        {
            Details = Call.Details with { Media = media },
            Seats = [.. Call.Seats.Select(s => s with { Media = s.Media with { CameraOn = false } })],
            MediaRequest = null,
        };
        TellSeats(null, (id, revision) => new CallSignal.MediaChanged(id, revision, media, userId));
    }

    /// <summary>A request to change to video came to nothing (rule CALL-102).</summary>
    public void CloseRequest(MediaRequestOutcome outcome)
    {
        string requestId = Call.MediaRequest!.Asked.RequestId;
        Call = Call with { MediaRequest = null };
        TellSeats(null, (id, revision) => new CallSignal.MediaRequestClosed(id, revision, requestId, outcome));
    }

    /// <summary>Tells every device that is in the call.</summary>
    public void TellSeats(CallParty? except, Func<string, long, CallSignal> signal)
    {
        foreach (var seat in Call.Seats)
        {
            if (seat.Party != except)
            {
                Tell(seat.Party, signal);
            }
        }
    }

    public CallView? View(CallParty device) => CallViews.For(Call, device, Now, Rules);

    private void Tell(CallParty device, Func<string, long, CallSignal> signal)
    {
        var log = Call.Logs.GetValueOrDefault(device) ?? new DeviceLog(0);
        // A device that is invited anew after it stepped out has not ended.
        log = log with { Revision = log.Revision + 1, Ending = null };
        Call = Call with { Logs = Call.Logs.SetItem(device, log) };
        var told = signal(Call.CallId, log.Revision);
        if (told is CallSignal.MemberJoined joined)
        {
            told = joined with { Grant = Rules.Grant?.Invoke(Call.CallId, device) };
        }

        _deliveries.Add(new(device, told));
    }

    private void Close()
    {
        if (_call is null)
        {
            return;
        }

        NoteOffline();
        Calls = Calls.With(_call);
        if (_call.NextDeadline is { } next && next != _deadline)
        {
            _due.Add(new(_call.CallId, next));
        }

        _call = null;
    }

    /// <summary>Whom no device of theirs can tell is told by the push hook, once per invitation, and no longer than it waits (rule CALL-150).</summary>
    private void NoteOffline()
    {
        for (int i = 0; i < Call.Invitations.Length; i++)
        {
            var invitation = Call.Invitations[i];
            if (invitation is { IsOpen: true, Pushed: false } && invitation.Deadline > Now && !Calls.IsConnected(invitation.UserId))
            {
                Replace(invitation, invitation with { Pushed = true });
                _offline.Add(OfflineInvitation.Of(Call, i, Now));
            }
            else if (invitation is { Pushed: true, PushWithdrawn: false } && (!invitation.IsOpen || Calls.IsConnected(invitation.UserId)))
            {
                Replace(invitation, invitation with { PushWithdrawn = true });
                _withdrawn.Add(OfflineInvitation.IdOf(Call, i));
            }
        }
    }
}
