using Calling.Media;
using Calling.Providers;
using Calling.Signaling.Client;

namespace Calling.Conformance.Engines;

/// <summary>Devices that are nothing but a line to the server.</summary>
internal sealed class RawDevices(Func<Uri> server, Func<CallParty, CallCredential> credential) : IHostileHook
{
    public async ValueTask<ICallLine> SignInAsync(CallParty device, ICallLineObserver observer, CancellationToken ct) =>
        await SignalingLine.ConnectAsync(
            new() { Server = server() }, credential(device), observer, _ => new NoMedia(), TimeProvider.System, ct: ct);

    private sealed class NoMedia : IMediaProvider
    {
        public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => throw new NotSupportedException();

        public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => throw new NotSupportedException();
    }
}
