using Calling.Providers.Mock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What the README shows, compiled; a test compares both.</summary>
public static class ReadmeSnippets
{
    public static async Task TenLines(IConfiguration configuration, string token)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddCalling(configuration.GetSection("Calling"))      // "Calling": { "Provider": "WebRtc", … }
                .AddWebRtc(w => w.UseGStreamer())                       // every provider the app may switch to
                .AddMock();
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ICallClient>();

        await client.LoginAsync(CallCredential.FromToken("alice", token));
        await using var call = await client.CallAsync("bob", CallMedia.Video, o => o.Attachment = "{\"topic\":\"hello\"}");
        await foreach (var e in call.ReadEventsAsync())
            Console.WriteLine(e);                                       // a snapshot first, the end last
    }

    public static async Task Answering(ICallClient client)
    {
        await foreach (var call in client.ReadIncomingCallsAsync())
            await call.AcceptAsync();
    }

    public static async Task Testing(IServiceCollection services, IConfigurationSection section)
    {
        await using var world = MockWorld.CreateVirtual();
        services.AddCalling(section).AddMock(m => m.World = world);
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));             // nobody answered: the call ended NoAnswer, at once
    }
}
