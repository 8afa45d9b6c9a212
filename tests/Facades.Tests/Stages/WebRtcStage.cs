using System.Collections.Concurrent;
using System.Diagnostics;
using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Server;
using Calling.Server.Push;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Facades.Tests;

/// <summary>The self-hosted provider: a real server on loopback, real sockets, GStreamer. Lost devices are given up after a second.</summary>
public sealed class WebRtcStage : FacadeStage
{
    private const string Key = "facades";
    private const string Secret = "a secret of these tests, long enough";
    private readonly ConcurrentDictionary<(string User, string Device), CuttableEngine> _engines = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private Webhook? _webhook;
    private CallingServerHost? _host;

    public override IReadOnlyList<PushOrder> Pushes => [.. _webhook!.Requests.Select(Order)];

    public override TimeSpan Elapsed => _watch.Elapsed;

    public override string Token(string user, string device = "phone") => CallingTokens.Create(Key, Secret, user, null, device);

    public override Task PassAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    public override void Cut(string user, string device = "phone") => _engines[(user, device)].IsCut = true;

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_webhook is not null)
        {
            await _webhook.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override async ValueTask OpenAsync()
    {
        _webhook = await Webhook.StartAsync();
        _host = CallingServerHost.Build("http://127.0.0.1:0", o =>
        {
            o.Keys[Key] = Secret;
            (o.Push.Url, o.Push.Secret) = (_webhook.Url, Webhook.Secret);
        });
        await _host.StartAsync();
    }

    protected override Task PlayAsync(Func<Task> test) => test();

    protected override ICallClient Create(string user, string device, bool isSole, CallingOptions options)
    {
        var engine = _engines[(user, device)] = new CuttableEngine(new GStreamerPeerConnectionFactory());
        var webRtc = new WebRtcOptions { Server = _host!.Address, Engine = _ => engine, SingleDevice = isSole };
        webRtc.LocalAddresses.Add("127.0.0.1");
        return CallClientFactory.Create(
            new WebRtcCallProvider(webRtc, new ServiceCollection().BuildServiceProvider(), TimeProvider.System), options);
    }

    protected override async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan atMost)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var deadline = DateTime.UtcNow + atMost; !condition() && DateTime.UtcNow < deadline;)
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return condition();
    }

    private static PushOrder Order(Webhook.Request request)
    {
        Assert.True(PushSignature.IsValid(Webhook.Secret, request.Timestamp, request.Body, request.Signature, DateTimeOffset.UtcNow));
        var (json, push) = (request.Json, request.Json["push"]);
        return new PushOrder(
            (string)json["userId"]!,
            (string)json["caller"]!,
            Enum.Parse<CallMedia>((string)json["media"]!, ignoreCase: true),
            [.. json["callees"]!.AsArray().Select(user => (string)user!)],
            TimeSpan.FromMilliseconds((int)json["ringRemaining"]!),
            push is null ? null : new CallPush { Title = (string?)push["title"], Body = (string?)push["body"], Data = (string?)push["data"] });
    }
}
