using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 8, and what section 6 says of several devices.</summary>
internal static class DeviceSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("CALL-051", "what was missed is not told")
        {
            Client = client => new BentClient(client) { Events = events => events.Where(e => e is not CallClientEvent.MissedCall) },
        },
        Sabotage.OfCommands("CALL-051", "one busy device speaks for the user", c =>
            c is CallCommand.Busy ? new CallCommand.RejectCall(c.CallId, c.CommandId, null) : c),
        new("CALL-052", "there is no call waiting") { Options = options => options.BusyPolicy = BusyPolicy.RejectBusy },
        new("CALL-052", "a call that waits takes the place of the current one")
        {
            Options = options => options.BusyPolicy = options.BusyPolicy == BusyPolicy.Surface ? BusyPolicy.EndCurrent : options.BusyPolicy,
        },
        new("CALL-052", "trying to accept ends the current call")
        {
            Client = client => new BentClient(client)
            {
                Session = session => new BentSession(session)
                {
                    Accept = async options =>
                    {
                        foreach (var current in client.Calls.Where(c => c.Snapshot.State == CallState.Connected))
                        {
                            await current.HangUpAsync();
                        }

                        await session.AcceptAsync(options);
                    },
                },
            },
        },
        Scope("CALL-055", "every reject speaks for the user", RejectScope.User),
        Sabotage.OfCommands("CALL-055", "stepping out counts as a reject", c =>
            c is CallCommand.LeaveCall ? new CallCommand.RejectCall(c.CallId, c.CommandId, null) { Scope = RejectScope.Device } : c),
        Sabotage.OfSignals("CALL-070", "the others are not told that one has answered", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.AnsweredElsewhere } ? null : s),
        new("CALL-070", "the phone alone rings")
        {
            Signal = (device, signal) =>
            {
                if (signal is not CallSignal.Invited || device.Self.DeviceId == "phone")
                {
                    device.Tell(signal);
                }
            },
        },
        Scope("CALL-071", "every reject speaks for the user", RejectScope.User),
        Scope("CALL-071", "no reject speaks for the user", RejectScope.Device),
        new("CALL-072", "both devices are in")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                return command is CallCommand.AcceptCall && result is CommandResult.Refused ? new CommandResult.Done() : result;
            },
            Signal = (device, signal) =>
            {
                if (signal is not CallSignal.Ended { Ending.Cause: EndCause.AnsweredElsewhere })
                {
                    device.Tell(signal);
                }
            },
        },
        new("CALL-073", "a sign-in elsewhere signs the older device out") { SingleDevice = true },
        new("CALL-074", "the others ring on for two seconds")
        {
            Signal = (device, signal) =>
            {
                if (signal is CallSignal.Ended)
                {
                    device.Later(TimeSpan.FromSeconds(2), () => device.Tell(signal));
                }
                else
                {
                    device.Tell(signal);
                }
            },
        },
    ];

    private static Sabotage Scope(string rule, string breaks, RejectScope scope) =>
        Sabotage.OfCommands(rule, breaks, c => c is CallCommand.RejectCall reject ? reject with { Scope = scope } : c);
}
