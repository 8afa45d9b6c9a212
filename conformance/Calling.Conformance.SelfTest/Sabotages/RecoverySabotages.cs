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
        Sabotage.OfSignals("CALL-113", "signals are taken in whatever order they come", s => s is CallSignal signal ? signal with { Revision = 0 } : s),
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
        new("CALL-113", "whoever asks is shown the call")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                return result is CommandResult.Refused && command is CallCommand.QueryCall ? await device.Others.First().PassAsync(command) : result;
            },
        },
    ];
}
