using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 5.</summary>
internal static class TimeoutSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfPlacing("CALL-040", "a ring timeout outside the limits is bent into them", (client, request, place) =>
        {
            var limits = client.Provider.Limits;
            if (request.Options is { RingTimeout: { } timeout } options)
            {
                options.RingTimeout = TimeSpan.FromTicks(Math.Clamp(timeout.Ticks, limits.MinRingTimeout.Ticks, limits.MaxRingTimeout.Ticks));
            }

            return place(request);
        }),
        new("CALL-040", "the client's ring timeout is not used") { Options = options => options.RingTimeout = TimeSpan.FromSeconds(30) },
        Sabotage.OfSignals("CALL-041", "nobody's answer reads as a cancel", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.NoAnswer } ended ? ended with { Ending = new(EndCause.Cancelled) } : s),
        new("CALL-042", "it rings until it is told to stop, and it is not told")
        {
            Signal = (device, signal) => Unstopped(device, signal),
        },
        new("CALL-043", "an accept wins although the time was over")
        {
            Signal = (device, signal) => Unstopped(device, signal),
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                return command is CallCommand.AcceptCall && result is CommandResult.Refused ? new CommandResult.Done() : result;
            },
        },
        Sabotage.OfSignals("CALL-043", "the time of who hears late of an answer is over", s =>
            s is CallSignal.Responded { Response: CallResponse.Accepted } late ? new CallSignal.Ended(late.CallId, late.Revision, new(EndCause.NoAnswer)) : s),
        new("CALL-044", "the ring timer runs on in an answered call")
        {
            Command = (device, command) =>
            {
                if (command is CallCommand.PlaceCall place)
                {
                    device.Later(place.RingTimeout, () =>
                        device.Tell(new CallSignal.Ended(place.CallId, 0, new(EndCause.NoAnswer))));
                }

                return device.PassAsync(command);
            },
        },
        new("CALL-045", "a path that never came up counts as connected")
        {
            Media = (sound, observer) => new BentMedia(sound)
            {
                Update = async roster =>
                {
                    await sound.UpdateAsync(roster, CancellationToken.None);
                    foreach (var member in roster.Members)
                    {
                        observer.OnMedia(new MediaSignal.PeerConnected(member.Party));
                    }
                },
            },
        },
        new("CALL-045", "the connect timeout is not used") { Options = options => options.ConnectTimeout = TimeSpan.FromMinutes(2) },
        new("CALL-046", "the callee's setting is not used") { Options = options => options.IncomingRingTimeout = null },
        Sabotage.OfPlacing("CALL-046", "the caller's setting is not used", (_, request, place) =>
        {
            request.Options!.RingTimeout = null;
            return place(request);
        }),
    ];

    /// <summary>The callee is told neither how long it may ring nor that it is over.</summary>
    private static void Unstopped(Device device, LineSignal signal)
    {
        switch (signal)
        {
            case CallSignal.Invited invited:
                device.Notes.Add(invited.CallId);
                device.Tell(invited with { RingRemaining = TimeSpan.FromMinutes(1) });
                break;
            case CallSignal.Ended ended when device.Notes.Contains(ended.CallId):
                break;
            default:
                device.Tell(signal);
                break;
        }
    }
}
