using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 12.</summary>
internal static class RecoverySabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("CALL-113", "a call that is placed twice rings twice")
        {
            Command = (device, command) => device.PassAsync(
                command is CallCommand.PlaceCall place && !device.Notes.Add(place.CommandId)
                    ? place with { CallId = $"{place.CallId}-again", CommandId = $"{place.CommandId}-again" }
                    : command),
        },
        new("CALL-113", "a message out of order is taken for a fault")
        {
            Heard = (device, signal) =>
            {
                bool expected = signal is not CallSignal { Revision: > 1 } next
                    || (device.Notes.Contains($"{next.CallId} {next.Revision - 1}") && !device.Notes.Contains($"{next.CallId} {next.Revision}"));
                if (signal is CallSignal call)
                {
                    device.Notes.Add($"{call.CallId} {call.Revision}");
                    device.Tell(expected ? call : new CallSignal.Ended(call.CallId, 0, new(EndCause.Failed)));
                }
                else
                {
                    device.Tell(signal);
                }
            },
        },
        new("CALL-113", "what takes longer than a tenth of a second is taken for lost")
        {
            Said = (device, command) =>
            {
                if (command is CallCommand.AcceptCall)
                {
                    device.Later(TimeSpan.FromMilliseconds(100), () =>
                    {
                        if (!device.Notes.Contains(command.CallId))
                        {
                            device.Tell(new CallSignal.Ended(command.CallId, 0, new(EndCause.ConnectionLost)));
                        }
                    });
                }

                return device.PassAsync(command);
            },
            Heard = (device, signal) =>
            {
                if (signal is CallSignal.MemberJoined joined)
                {
                    device.Notes.Add(joined.CallId);
                }

                device.Tell(signal);
            },
        },
        new("CALL-113", "a late message of an ended call makes it ring")
        {
            Said = (device, command) =>
            {
                if (command is CallCommand.EndCall)
                {
                    device.Notes.Add(command.CallId);
                }

                return device.PassAsync(command);
            },
            Heard = (device, signal) => device.Tell(signal is CallSignal.Responded late && device.Notes.Contains(late.CallId)
                ? new CallSignal.Invited(
                    $"{late.CallId}-again", 0, new(new(late.UserId, "phone"), [device.Self.UserId], CallMedia.Audio), TimeSpan.FromSeconds(30))
                : signal),
        },
        new("CALL-113", "a stranger's commands count as if everybody had given them")
        {
            Command = async (device, command) =>
            {
                if (device.Self.UserId == "mallory")
                {
                    foreach (var other in device.Others)
                    {
                        await other.PassAsync(command);
                    }
                }

                return await device.PassAsync(command);
            },
        },
        new("CALL-113", "a callee's cancel counts as a reject")
        {
            Command = (device, command) => device.PassAsync(
                command is CallCommand.CancelCall && device.Self.UserId == "mallory" ? new CallCommand.RejectCall(command.CallId, command.CommandId, null) : command),
        },
        new("CALL-113", "whoever asks is shown the call")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                return result is CommandResult.Refused && command is CallCommand.QueryCall ? await device.Others.First().PassAsync(command) : result;
            },
        },
        new("CALL-113", "what cannot be is taken")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                return result is CommandResult.Refused && command is CallCommand.PlaceCall ? new CommandResult.Done() : result;
            },
        },
    ];
}
