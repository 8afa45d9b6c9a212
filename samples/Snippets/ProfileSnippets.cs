using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What the page on profiles shows, compiled; a test compares both.</summary>
public static class ProfileSnippets
{
    public static void Choose(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCalling(configuration.GetSection("Calling")).UseProfile(CallProfile.NERtc).AddMock();
    }
}
