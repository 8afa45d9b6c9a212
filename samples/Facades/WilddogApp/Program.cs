using Calling.Media;
using Calling.Wilddog;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.WilddogApp;

/// <summary>Two users in one process: Alice calls Bob, both see each other, Alice closes. With "WebRtc" or another provider the same app calls over that.</summary>
public static class Program
{
    public static async Task<int> Main()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Calling:Provider"] = "Mock",
            ["Calling:Profile"] = "Wilddog",
            ["Calling:Mock:World"] = "WilddogApp",
        }).Build();
        await using var aliceServices = Services(configuration);
        await using var bobServices = Services(configuration);
        var (alice, bob) = (App("alice", aliceServices), App("bob", bobServices));
        await alice.StartAsync("any token");
        await bob.StartAsync("any token");

        alice.Call("bob");
        await Task.WhenAll(alice.Connected.Task, bob.Connected.Task).WaitAsync(TimeSpan.FromSeconds(20));
        alice.Close();
        await bob.Closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return 0;
    }

    private static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddMock();
        services.AddWilddogFacade();
        return services.BuildServiceProvider();
    }

    private static VideoCallApp App(string uid, ServiceProvider services)
    {
        var localStream = new WilddogLocalStream(new() { AudioSource = new AudioSource.Tone(), VideoSource = new VideoSource.TestPattern() });
        return new VideoCallApp(uid, services.GetRequiredService<WilddogVideoCall>(), localStream);
    }
}
