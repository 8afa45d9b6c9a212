namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 15.</summary>
internal static class ConfigurationSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfPlacing("CALL-142", "a group call becomes a call to the first", (client, request, place) => place(
            Lacks(client, CallCapabilities.Group) && request.IsGroup ? request with { IsGroup = false, Callees = [request.Callees[0]] } : request)),
        Sabotage.OfPlacing("CALL-142", "an attachment is left out silently", (client, request, place) =>
        {
            if (Lacks(client, CallCapabilities.Attachment))
            {
                request.Options!.Attachment = null;
            }

            return place(request);
        }),
        new("CALL-142", "a preview that cannot be shown seems to run")
        {
            Client = client => new BentClient(client)
            {
                Preview = start => Lacks(client, CallCapabilities.RawMedia) ? Task.FromResult<IAsyncDisposable>(new MemoryStream()) : start(),
            },
        },
        new("CALL-142", "a reason is left out silently")
        {
            Client = client => new BentClient(client)
            {
                Session = session => new BentSession(session)
                {
                    Reject = options => session.RejectAsync(Lacks(client, CallCapabilities.RejectReason) ? null : options),
                },
            },
        },
        new("CALL-142", "ending for everyone becomes leaving")
        {
            Client = client => new BentClient(client)
            {
                Session = session => new BentSession(session)
                {
                    HangUp = options => session.HangUpAsync(Lacks(client, CallCapabilities.EndForEveryone) ? null : options),
                },
            },
        },
        Sabotage.OfPlacing("CALL-142", "a default is refused", (client, request, place) => Lacks(client, CallCapabilities.Attachment) && request.Options?.Attachment is null
            ? throw new CallException(CallErrorCode.NotSupported, "No attachments.") { Capability = CallCapabilities.Attachment }
            : place(request)),
    ];

    private static bool Lacks(ICallClient client, CallCapabilities capability) => !client.Provider.Capabilities.HasFlag(capability);
}
