using AcmeVendor;

namespace Calling.Providers.Acme;

/// <summary>Acme's words for the contract's, and back. Nothing else in the provider knows both.</summary>
internal static class AcmeWords
{
    /// <summary>The request that a command is; null where Acme has none.</summary>
    public static AcmeMessage? Request(CallCommand command)
    {
        var request = command switch
        {
            CallCommand.PlaceCall { IsGroup: false, Callees: [var callee] } place => new AcmeMessage("ring")
            {
                Callee = new AcmePhone(callee), Video = place.Media == CallMedia.Video, Note = place.Attachment, Urgent = place.FailFast,
                Ttl = (long)place.RingTimeout.TotalMilliseconds, Me = Shown(place.LocalMedia),
            },
            CallCommand.Alerting => new AcmeMessage("ringing"),
            CallCommand.Busy => new AcmeMessage("occupied"),
            CallCommand.AcceptCall accept => new AcmeMessage("pickup") { Me = Shown(accept.LocalMedia) },
            CallCommand.RejectCall reject => new AcmeMessage("decline") { Text = reject.Reason },
            CallCommand.CancelCall => new AcmeMessage("retract"),
            CallCommand.EndCall end => new AcmeMessage("drop") { Why = Why(end.Cause) },
            CallCommand.SetMediaState set => new AcmeMessage("show") { Me = Shown(set.LocalMedia) },
            CallCommand.QueryCall => new AcmeMessage("status"),
            _ => null,
        };
        return request is null ? null : request with { Call = command.CallId };
    }

    public static CommandResult.Refused Refusal(AcmeMessage no) => no.Code switch
    {
        "gone" => new(RefusalCode.CallGone, Ending(no)),
        "answered" => new(RefusalCode.AlreadyAccepted),
        "unknown" => new(RefusalCode.NotFound),
        "forbidden" => new(RefusalCode.NotAllowed),
        "offline" => new(RefusalCode.Unreachable),
        "bad" => new(RefusalCode.InvalidArgument, null, "Acme does not take this value."),
        var code => new(RefusalCode.Failed, null, $"Acme says '{code}'."),
    };

    /// <summary>What a piece of news means; the line counts.</summary>
    public static IEnumerable<LineSignal> Signals(AcmeMessage news)
    {
        switch (news.Verb)
        {
            case "kicked":
                yield return new LineSignal.Closed(LineCloseCause.KickedOffline);
                break;
            case "ring":
                yield return new CallSignal.Invited(news.Call!, 0, Details(news), TimeSpan.FromMilliseconds(news.Ttl));
                break;
            case "ringing":
                yield return new CallSignal.Alerted(news.Call!, 0, news.Callee!.User);
                break;
            case "pickup":
                yield return new CallSignal.Responded(news.Call!, 0, news.Callee!.User, news.Callee.Device, CallResponse.Accepted, null);
                yield return new CallSignal.MemberJoined(news.Call!, 0, Member(news.Callee, offers: false), Grant(news));
                break;
            case "show":
                yield return new CallSignal.MediaStateChanged(news.Call!, 0, Party(news.Me!), new MediaState(news.Me!.Mic, news.Me.Cam));
                break;
            case "dropped":
                if (news.Why == "declined")
                {
                    yield return new CallSignal.Responded(news.Call!, 0, news.Callee!.User, news.By!.Device, CallResponse.Rejected, news.Text);
                }

                yield return new CallSignal.Ended(news.Call!, 0, Ending(news));
                break;
        }
    }

    /// <summary>A call's sheet as one of its phones may know it; the line counts.</summary>
    public static CallView View(AcmeMessage sheet, CallParty self)
    {
        bool caller = Party(sheet.Caller!) == self;
        bool member = caller || Party(sheet.Callee!) == self;
        bool answered = sheet.Callee!.Device is not null;
        CallResponse? response = answered ? CallResponse.Accepted : sheet.Why == "declined" ? CallResponse.Rejected : null;
        return new CallView
        {
            CallId = sheet.Call!,
            Revision = 0,
            Details = Details(sheet),
            Invitations = caller ? [new CallInvitation(sheet.Callee.User, sheet.Alerted, response, sheet.Text)] : [],
            Members = member && answered ? [Member(caller ? sheet.Callee : sheet.Caller!, offers: !caller)] : [],
            IsMember = member,
            RingRemaining = answered ? null : TimeSpan.FromMilliseconds(Math.Max(0, sheet.Ttl)),
            Grant = Grant(sheet),
            Ending = sheet.Why is null ? null : Ending(sheet),
        };
    }

    private static CallEnding Ending(AcmeMessage sheet) => new(Cause(sheet.Why), sheet.By is null ? null : Party(sheet.By), new ProviderFault(sheet.Why!));

    private static EndCause Cause(string? why) => why switch
    {
        "hungup" => EndCause.HangUp,
        "retracted" => EndCause.Cancelled,
        "declined" => EndCause.Rejected,
        "occupied" => EndCause.Busy,
        "unanswered" => EndCause.NoAnswer,
        "vanished" => EndCause.PeerLost,
        "nomedia" => EndCause.ConnectFailed,
        "lostmedia" => EndCause.ConnectionLost,
        _ => EndCause.Failed,
    };

    /// <summary>What is this device's own affair is a hang-up to the others.</summary>
    private static string Why(EndCause cause) => cause switch
    {
        EndCause.NoAnswer => "unanswered",
        EndCause.ConnectFailed => "nomedia",
        EndCause.ConnectionLost or EndCause.PeerLost => "lostmedia",
        EndCause.Failed => "error",
        _ => "hungup",
    };

    private static CallDetails Details(AcmeMessage sheet) =>
        new(Party(sheet.Caller!), [sheet.Callee!.User], sheet.Video ? CallMedia.Video : CallMedia.Audio, Attachment: sheet.Note);

    private static CallMember Member(AcmePhone phone, bool offers) => new(Party(phone), new MediaState(phone.Mic, phone.Cam), offers);

    private static MediaGrant? Grant(AcmeMessage sheet) => sheet.Room is null ? null : new MediaGrant("acme-room", sheet.Room);

    private static CallParty Party(AcmePhone phone) => new(phone.User, phone.Device ?? "");

    /// <summary>The service knows who this is.</summary>
    private static AcmePhone Shown(MediaState media) => new("", null, media.MicrophoneOn, media.CameraOn);
}
