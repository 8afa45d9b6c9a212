using Calling;
using Calling.Media;
using Calling.Samples.WilddogApp;
using Calling.Wilddog;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// Two users in one process. With "WebRtc" or another provider the same app calls over that.
var configuration = new ConfigurationBuilder()
    .AddInMemoryCollection([new("Calling:Provider", "Mock"), new("Calling:Profile", "Wilddog")])
    .Build();
await using var aliceServices = Services();
await using var bobServices = Services();
var (alice, bob) = (App("alice", aliceServices), App("bob", bobServices));
await alice.StartAsync("any token");
await bob.StartAsync("any token");

alice.Call("bob");
await Task.WhenAll(alice.Connected.Task, bob.Connected.Task).WaitAsync(TimeSpan.FromSeconds(20));
alice.Close();
await bob.Closed.Task.WaitAsync(TimeSpan.FromSeconds(20));

ServiceProvider Services()
{
    var services = new ServiceCollection();
    services.AddCalling(configuration.GetSection("Calling")).AddMock();
    services.AddWilddogFacade();
    return services.BuildServiceProvider();
}

static VideoCallApp App(string uid, ServiceProvider services)
{
    var localStream = new WilddogLocalStream(new() { AudioSource = new AudioSource.Tone(), VideoSource = new VideoSource.TestPattern() });
    return new VideoCallApp(uid, services.GetRequiredService<WilddogVideoCall>(), localStream);
}
