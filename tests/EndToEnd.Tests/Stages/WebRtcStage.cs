using Calling.Media;
using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.EndToEnd;

/// <summary>The self-hosted provider: a real server on loopback, real sockets, GStreamer.</summary>
public sealed class WebRtcStage : Stage, IAsyncLifetime
{
    private const string Key = "tests";
    private const string Secret = "a secret of these tests, long enough";

    private readonly CallingServerHost _host = CallingServerHost.Build("http://127.0.0.1:0", o => o.Keys[Key] = Secret);

    public override VideoSource MissingCamera => new VideoSource.Camera("/dev/video-that-is-not-there");

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public override CallCredential BadCredential(string user) =>
        CallCredential.FromToken(user, CallingTokens.Create(Key, "another secret, just as long as it must be", user));

    public override CallCredential Credential(string user, string? device = null) =>
        CallCredential.FromToken(user, CallingTokens.Create(Key, Secret, user, deviceId: device), device);

    public override ICallClient NewClient(CallingOptions options)
    {
        var webRtc = new WebRtcOptions { Server = _host.Address, Engine = _ => new GStreamerPeerConnectionFactory() };
        webRtc.LocalAddresses.Add("127.0.0.1");
        return CallClientFactory.Create(
            new WebRtcCallProvider(webRtc, new ServiceCollection().BuildServiceProvider(), TimeProvider.System), options);
    }

    public Task<RawPeer> EnterRawAsync(string user) => RawPeer.ConnectAsync(_host.Address, Credential(user));

    public override async Task<bool> TryUntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(10);
        while (!condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return true;
    }

    public override Task PassAsync(TimeSpan time) => Task.Delay(time);

    public override async Task<long> SentAsync(Person person, MediaKind kind)
    {
        long packets = 0;
        foreach (var call in person.Client.Calls)
        {
            foreach (var stats in await call.Media.GetStatsAsync())
            {
                packets += stats.Streams.Where(s => s.IsOutgoing && s.Kind == kind).Sum(s => s.Packets);
            }
        }

        return packets;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _host.DisposeAsync();
    }
}
