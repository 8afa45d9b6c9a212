using Microsoft.Extensions.Configuration;

namespace Calling.Samples.TrtcApp;

/// <summary>Three phones in one process: Alice calls Bob and Carol, all see each other, Bob and Alice hang up.</summary>
public static class Program
{
    public static async Task<int> Main()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Calling:Provider"] = "Mock",
            ["Calling:Profile"] = "Trtc",
            ["Calling:Mock:World"] = "TrtcApp",
        }).Build();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var alice = new Phone("alice", configuration);
        await using var bob = new Phone("bob", configuration);
        await using var carol = new Phone("carol", configuration);
        foreach (var phone in new[] { alice, bob, carol })
        {
            phone.SignIn("any signature");
            await phone.SaysAsync(patience.Token, "signed in");
        }

        alice.GroupCall("bob", "carol");
        await alice.SaysAsync(patience.Token, "sees bob", "sees carol");
        await bob.SaysAsync(patience.Token, "is called by alice: Video", "sees alice", "sees carol");
        bob.Hangup();
        await alice.SaysAsync(patience.Token, "bob left");
        alice.Hangup();
        await carol.SaysAsync(patience.Token, "alice left", "the call is over");
        return 0;
    }
}
