using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What the page of the WebRTC provider shows, compiled; a test compares both.</summary>
public static class WebRtcSnippets
{
    public static void Engine(IServiceCollection services, IConfiguration configuration) =>
        services.AddCalling(configuration.GetSection("Calling")).AddWebRtc(w => w.UseGStreamer());
}
