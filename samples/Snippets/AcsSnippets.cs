using Calling.Providers.Acs;
using Calling.Signaling;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What stands in docs/providers/acs.md.</summary>
public static class AcsSnippets
{
    public static void Server(WebApplicationBuilder builder, IAcsIdentityStore store)
    {
        builder.Services.AddCallingServer(builder.Configuration.GetSection("Calling:Server"));
        builder.Services.AddSingleton(AcsIdentityClient.FromConnectionString(builder.Configuration["Acs:ConnectionString"]!));
        builder.Services.AddSingleton<IVendorIdentities>(s => new AcsVendorIdentities(s.GetRequiredService<AcsIdentityClient>(), store));
    }

    public static async Task OnceAsync(AcsIdentityClient identities, IAcsIdentityStore store, CancellationToken ct)
    {
        string id = await identities.CreateAsync(ct);
        await store.AddAsync("alice", id, ct);
        AcsToken token = await identities.IssueTokenAsync(id, TimeSpan.FromHours(1), ct);
        Console.WriteLine(token.ExpiresOn);
    }

    public static void Paired(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCalling(configuration.GetSection("Calling"))      // "Calling": { "Provider": "Acs", "Acs": { "Mode": "Paired", "Server": "https://…" } }
                .AddAcs();
    }

    public static void Native(IServiceCollection services, IConfiguration configuration, Uri server, Func<CancellationToken, ValueTask<string>> ourToken)
    {
        services.AddCalling(configuration.GetSection("Calling"))      // "Calling": { "Provider": "Acs", "Acs": { "Mode": "Native" } }
                .AddAcs(o =>
                {
                    o.Directory = _ => new ServerAcsDirectory(new() { Server = server }, ourToken);
                    o.TokenSource = _ => new ServerAcsTokenSource(new() { Server = server });
                });
    }
}
