using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 10.</summary>
internal static class MediaSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("CALL-090", "sound and pictures flow while it rings")
        {
            Signal = (device, signal) =>
            {
                device.Tell(signal);
                if (signal is CallSignal.Invited invited && device.Others.FirstOrDefault(d => d.Self == invited.Details.Caller) is { } caller)
                {
                    _ = caller.SendMediaAsync(invited.CallId, device.Self);
                    _ = device.SendMediaAsync(invited.CallId, caller.Self);
                }
            },
        },
        new("CALL-091", "no pictures are sent") { Media = (sound, _) => Gated(sound, (kind, open) => sound.SetGate(kind, open && kind == MediaKind.Audio)) },
        new("CALL-091", "no sound arrives") { Media = (sound, _) => new BentMedia(sound) { AudioSink = (_, _) => new Nothing() } },
        Sabotage.OfEvents("CALL-091", "every first picture is told twice", e => e is CallEvent.FirstVideoFrame ? [e, e] : [e]),
        new("CALL-091", "an audio call has pictures")
        {
            Media = (sound, _) => Gated(sound, (kind, open) =>
            {
                sound.SetGate(kind, open);
                sound.SetGate(MediaKind.Video, open);
            }),
        },
        new("CALL-092", "switching off stops nothing") { Media = (sound, _) => Gated(sound, (kind, open) => sound.SetGate(kind, open || kind == MediaKind.Video)) },
        new("CALL-092", "a microphone that is off is heard") { Media = (sound, _) => Gated(sound, (kind, open) => sound.SetGate(kind, open || kind == MediaKind.Audio)) },
        Sabotage.OfCommands("CALL-092", "nobody is told of a switch", c => c is CallCommand.SetMediaState ? null : c),
        new("CALL-093", "everything is on at the start")
        {
            Media = (sound, _) => new BentMedia(sound)
            {
                Start = async () =>
                {
                    await sound.StartAsync(CancellationToken.None);
                    sound.SetGate(MediaKind.Audio, true);
                    sound.SetGate(MediaKind.Video, true);
                },
            },
        },
        Sabotage.OfCommands("CALL-093", "the caller is told that everything is on", c => c is CallCommand.AcceptCall accept ? accept with { LocalMedia = new(true, true) } : c),
        new("CALL-094", "a missing camera is not reported") { MediaSignal = signal => signal is MediaSignal.DeviceUnavailable ? null : signal },
        new("CALL-094", "a missing camera ends the call")
        {
            MediaSignal = signal => signal is MediaSignal.DeviceUnavailable gone ? new MediaSignal.Failed(new("camera", gone.Reason)) : signal,
        },
        new("CALL-095", "the camera stops when it is switched")
        {
            Media = (sound, _) => new BentMedia(sound)
            {
                Camera = _ =>
                {
                    sound.SetGate(MediaKind.Video, false);
                    return ValueTask.CompletedTask;
                },
            },
        },
        new("CALL-095", "there is no other audio route")
        {
            Media = (sound, _) => new BentMedia(sound) { Route = _ => throw new CallException(CallErrorCode.ProviderFailed, "There is no such route.") },
        },
        new("CALL-096", "media stay open after the end") { Media = (sound, _) => new BentMedia(sound) { Close = () => ValueTask.CompletedTask } },
        new("CALL-098", "a preview goes on after it was closed") { Preview = _ => new Nothing() },
        Sabotage.OfSessions("CALL-098", "a picture cannot be detached", session => new BentSession(session)
        {
            VideoSink = (user, sink) =>
            {
                session.Media.AddVideoSink(user, sink);
                return new Nothing();
            },
        }),
        Sabotage.OfSessions("CALL-099", "accepting turns the camera on whatever was said", session => new BentSession(session)
        {
            Accept = options =>
            {
                options!.CameraOff = false;
                return session.AcceptAsync(options);
            },
        }),
    ];

    private static BentMedia Gated(IMediaSession sound, Action<MediaKind, bool> gate) => new(sound) { Gate = gate };

    private sealed class Nothing : IDisposable, IAsyncDisposable
    {
        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
