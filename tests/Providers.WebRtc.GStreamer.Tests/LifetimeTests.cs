using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class LifetimeTests : EngineTest
{
    [Fact]
    public async Task FiftyConnectionsLeaveNoThreadsAndNoFiles()
    {
        ILocalTrack video = Pattern(), audio = Tone();
        async Task Round(bool media)
        {
            var (a, b) = await Connected();
            if (media)
            {
                a.Connection.SetTrack(MediaKind.Video, video);
                a.Connection.SetTrack(MediaKind.Audio, audio);
                video.SetOpen(true);
                audio.SetOpen(true);
                await b.Pictures.More(1);
                await b.Sound.More(1);
                video.SetOpen(false);
                audio.SetOpen(false);
            }

            await a.DisposeAsync();
            await b.DisposeAsync();
        }

        // The first rounds load plug-ins and grow pools.
        for (var i = 0; i < 5; i++)
        {
            await Round(media: true);
        }

        var (threads, files, memory) = (Process.Threads, Process.Files, Process.ResidentBytes);
        for (var i = 0; i < 25; i++)
        {
            await Round(i % 5 == 0);
        }

        // Idle threads of the pool and of GLib end by and by; a leak would be fifteen threads and eleven files a connection.
        await Eventually.Poll(() => ValueTask.FromResult(Process.Threads <= threads + 4 && Process.Files <= files + 2),
            $"threads and files as before ({threads}, {files})");
        TestContext.Current.SendDiagnosticMessage(
            $"threads {threads} to {Process.Threads}, files {files} to {Process.Files}, resident {memory >> 20} to {Process.ResidentBytes >> 20} MB");
        Assert.InRange(Process.ResidentBytes - memory, long.MinValue, 60L << 20);
    }

    [Fact]
    public async Task DisposingTheFactoryEndsEverything()
    {
        var threads = Process.Threads;
        for (var i = 0; i < 3; i++)
        {
            var (a, _) = await Connected();
            var video = Pattern();
            a.Connection.SetTrack(MediaKind.Video, video);
            video.SetOpen(true);
        }

        await Factory.DisposeAsync();
        await Eventually.Poll(() => ValueTask.FromResult(Process.Threads <= threads + 12), "threads as before");
        Assert.Throws<ObjectDisposedException>(() => Pattern());
        await Factory.DisposeAsync();
    }
}
