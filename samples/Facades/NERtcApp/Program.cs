using Microsoft.Extensions.Configuration;

namespace Calling.Samples.NERtcApp;

/// <summary>Two phones in one process: Alice calls Bob, they see each other, Alice hangs up.</summary>
public static class Program
{
    public static async Task<int> Main()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Calling:Provider"] = "Mock",
            ["Calling:Profile"] = "NERtc",
            ["Calling:Mock:World"] = "NERtcApp",
        }).Build();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var alice = new Phone("alice", configuration);
        await using var bob = new Phone("bob", configuration);
        await alice.SignInAsync("alice", "any token");
        await bob.SignInAsync("bob", "any token");

        await alice.CallAsync("bob", "hello");
        await bob.SaysAsync("is called by alice: Video", patience.Token);
        await bob.AcceptAsync();
        await alice.SaysAsync("sees bob", patience.Token);
        await alice.HangupAsync();
        await bob.SaysAsync("the call is over", patience.Token);
        await alice.SaysAsync("bill: Complete", patience.Token);
        return 0;
    }
}
