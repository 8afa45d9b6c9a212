using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 11.</summary>
internal static class SwitchingSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("CALL-100", "it is agreed without asking anybody") { Options = options => options.SwitchConsent = SwitchConsent.Off },
        Sabotage.OfSessions("CALL-100", "a camera in an audio call seems to come on", session => new BentSession(session)
        {
            Camera = async on =>
            {
                try
                {
                    await session.SetCameraAsync(on);
                }
                catch (CallException error) when (error.Code == CallErrorCode.InvalidState)
                {
                    // This is the sabotage.
                }
            },
        }),
        Sabotage.OfSessions("CALL-100", "asking turns the camera on whatever was said", session => new BentSession(session)
        {
            Ask = (media, _) => session.RequestMediaAsync(media),
        }),
        Sabotage.OfEvents("CALL-101", "nobody is told of the change", e => e is CallEvent.MediaChanged ? [] : [e]),
        new("CALL-101", "the cameras run on")
        {
            Media = (sound, _) => new BentMedia(sound) { Gate = (kind, open) => sound.SetGate(kind, open || kind == MediaKind.Video) },
        },
        Sabotage.OfEvents("CALL-102", "nobody is told that a request came to nothing", e => e is CallEvent.MediaRequestClosed ? [] : [e]),
        Sabotage.OfSessions("CALL-102", "every request expires at once", session => new BentSession(session)
        {
            Ask = (_, _) => Task.FromResult(MediaRequestOutcome.Expired),
        }),
        new("CALL-102", "of two requests that cross one is refused")
        {
            Command = async (device, command) =>
            {
                if (command is not CallCommand.AskMedia { Media: CallMedia.Video })
                {
                    return await device.PassAsync(command);
                }

                device.Notes.Add(command.CallId);
                return device.Others.Any(other => other.Notes.Contains(command.CallId))
                    ? new CommandResult.Refused(RefusalCode.NotAllowed)
                    : await device.PassAsync(command);
            },
        },
    ];
}
