using Calling.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Rest.Tests;

/// <summary>What docs/rest.md shows.</summary>
internal static class Snippets
{
    public static void Register(IServiceCollection services, string apiKey, string apiSecret)
    {
        services.AddCallingServerApi(o =>
        {
            o.Server = new Uri("https://calls.example.com/calling");
            o.GetToken = ct => new(CallingTokens.CreateForBackend(apiKey, apiSecret));
        });
    }

    public static async Task<string> IssueAsync(ICallingServerApi server, CancellationToken ct)
    {
        var issued = await server.IssueTokenAsync(new TokenRequest("alice", Lifetime: TimeSpan.FromMinutes(15)), ct);
        return issued.Token;
    }
}
