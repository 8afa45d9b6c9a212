using Calling.Media;
using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.EndToEnd;

/// <summary>The self-hosted provider and its world for one test: a real server on loopback, real sockets, GStreamer.</summary>
/// <param name="configure">Changes the server's settings.</param>
public sealed class WebRtcStage(Action<CallingServerOptions>? configure = null) : IAsyncDisposable
{
    private const string Key = "tests";
    private const string Secret = "a secret of these tests, long enough";

    private readonly CallingServerHost _host = CallingServerHost.Build("http://127.0.0.1:0", o =>
    {
        o.Keys[Key] = Secret;
        configure?.Invoke(o);
    });

    private readonly List<Person> _people = [];

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    /// <summary>Where the server is.</summary>
    public Uri Server => _host.Address;

    /// <summary>Signs a user in on a new client.</summary>
    /// <param name="user">Who.</param>
    /// <param name="configure">Changes the client's settings.</param>
    /// <param name="server">Where, if not at this stage's server.</param>
    /// <param name="engine">What carries its media, if not GStreamer alone.</param>
    /// <param name="sends">What it sends.</param>
    public async Task<Person> EnterAsync(
        string user, Action<CallingOptions>? configure = null, Uri? server = null, IPeerConnectionFactory? engine = null, Sources? sends = null)
    {
        var options = new CallingOptions();
        configure?.Invoke(options);
        var webRtc = new WebRtcOptions { Server = server ?? _host.Address, Engine = _ => engine ?? new GStreamerPeerConnectionFactory() };
        webRtc.LocalAddresses.Add("127.0.0.1");
        var provider = new WebRtcCallProvider(webRtc, new ServiceCollection().BuildServiceProvider(), TimeProvider.System);
        sends ??= new(new VideoSource.TestPattern(), new AudioSource.Tone());
        var person = new Person(this, user, CallClientFactory.Create(provider, options)) { Pictures = sends.Pictures, Sound = sends.Sound };
        _people.Add(person);
        await person.Client.LoginAsync(Credential(user), TestContext.Current.CancellationToken);
        return person;
    }

    public Task<RawPeer> EnterRawAsync(string user) => RawPeer.ConnectAsync(_host.Address, Credential(user));

    /// <summary>Waits until a condition holds, at most ten seconds.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(condition, () => what);

    /// <summary>Waits until a condition holds, at most ten seconds; what did not come is said as it is then.</summary>
    public async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(10);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, DateTime.UtcNow < deadline ? "" : $"waited for: {what()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time);

    /// <summary>Packets of content that left this user's device.</summary>
    public async Task<long> SentAsync(Person person, MediaKind kind)
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

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
        {
            await person.Client.DisposeAsync();
        }

        await _host.DisposeAsync();
    }

    private static CallCredential Credential(string user) => CallCredential.FromToken(user, CallingTokens.Create(Key, Secret, user));
}
