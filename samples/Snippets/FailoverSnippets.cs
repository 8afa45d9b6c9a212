using Calling.Providers.Mock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What the page of fail-over shows, compiled; a test compares both.</summary>
public static class FailoverSnippets
{
    public static async Task SigningIn(ICallClient client, string webRtcToken, string acsToken)
    {
        await client.LoginAsync(CallCredential.FromToken("alice", webRtcToken).With("Acs", CallCredential.FromToken("alice", acsToken)));
    }

    public static void Testing(IServiceCollection services, IConfigurationSection section)
    {
        var main = MockWorld.CreateVirtual();
        var spare = MockWorld.CreateVirtual(main.Virtual);              // the same clock
        services.AddCalling(section).AddMock("Main", m => m.World = main).AddMock("Spare", m => m.World = spare);
        using var cut = main.Faults.Cut("alice");                       // Alice's next call goes through Spare
    }
}
