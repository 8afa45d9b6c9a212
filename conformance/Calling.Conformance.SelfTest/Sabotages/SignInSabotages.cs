using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 1.</summary>
internal static class SignInSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfPlacing("CALL-001", "a call without a sign-in fails with some other code", async (_, request, place) =>
        {
            try
            {
                return await place(request);
            }
            catch (CallException error) when (error.Code == CallErrorCode.NotSignedIn)
            {
                throw new CallException(CallErrorCode.InvalidState, error.Message);
            }
        }),
        new("CALL-001", "a session cannot be ended after signing out")
        {
            Client = client => new BentClient(client)
            {
                Session = session => new BentSession(session)
                {
                    HangUp = options => client.State == CallClientState.SignedIn
                        ? session.HangUpAsync(options)
                        : throw new CallException(CallErrorCode.NotSignedIn, "Nobody is signed in."),
                },
            },
        },
        new("CALL-002", "signing out does nothing") { Client = client => new BentClient(client) { Logout = _ => Task.CompletedTask } },
        Sabotage.OfEvents("CALL-002", "signing out reads as a hang-up", e => e is CallEvent.Ended { End: { Reason: CallEndReason.LoggedOut } end }
            ? [new CallEvent.Ended(end with { Reason = CallEndReason.LocalHangUp })]
            : [e]),
        new("CALL-003", "listeners are forgotten at sign-out")
        {
            Client = client => new BentClient(client)
            {
                Events = events => events.TakeWhile(e => e is not CallClientEvent.StateChanged { State: CallClientState.SignedOut }),
            },
        },
        new("CALL-004", "every token is accepted")
        {
            Credential = given => CallCredential.FromToken(given.UserId, "any", given.DeviceId),
        },
        Sabotage.OfSignals("CALL-004", "nobody says that a token runs out", s => s is LineSignal.TokenExpiring ? null : s),
        Sabotage.OfSignals("CALL-005", "the older device is not told", s => s is LineSignal.Closed { Cause: LineCloseCause.KickedOffline } ? null : s),
        new("CALL-005", "both devices stay signed in") { SingleDevice = false },
        new("CALL-006", "any user id will do")
        {
            Descriptor = declared => declared with { Limits = declared.Limits with { UserIdPattern = "(?s).*" } },
        },
        Sabotage.OfPlacing("CALL-006", "an attachment that is too long is cut", (client, request, place) =>
        {
            int limit = client.Provider.Limits.MaxAttachmentBytes;
            if (request.Options is { Attachment: { } text } options && text.Length > limit)
            {
                options.Attachment = text[..limit];
            }

            return place(request);
        }),
        Sabotage.OfSignals("CALL-008", "the caller is whoever the caller says", s => s is CallSignal.Invited invited
            ? invited with { Details = invited.Details with { Caller = new("somebody", "phone") } }
            : s),
        new("CALL-008", "a claim counts for more than a token") { Credential = given => CallCredential.FromToken(given.UserId, "any", given.DeviceId) },
        Sabotage.OfPlacing("CALL-007", "the same callee twice counts once", (_, request, place) =>
            place(request with { Callees = [.. request.Callees.Distinct()] })),
        Sabotage.OfPlacing("CALL-007", "calling oneself is left to the arbiter", (client, request, place) => request.Callees.Contains(client.UserId)
            ? throw new CallException(CallErrorCode.NotAllowed, "That is you.")
            : place(request)),
    ];
}
