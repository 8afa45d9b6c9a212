using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.GStreamer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Cli.Tests;

public class UseGStreamerTests
{
    [Fact]
    public void Options_out_of_range_are_refused_where_they_are_written()
        => Assert.Equal(
            CallErrorCode.InvalidArgument,
            Assert.Throws<CallException>(() => Register(w => w.UseGStreamer(o => o.VideoBitsPerSecond = 1))).Code);

    [Fact]
    public void It_chooses_the_engine()
    {
        WebRtcOptions? options = null;
        Register(w => w.UseGStreamer().Configure(o => options = o)).GetRequiredKeyedService<ICallClient>("WebRtc");
        Assert.IsType<GStreamerPeerConnectionFactory>(options!.Engine!(new ServiceCollection().BuildServiceProvider()));
    }

    private static ServiceProvider Register(Action<WebRtcBuilder> configure)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Calling:Provider"] = "WebRtc", ["Calling:WebRtc:Server"] = "http://127.0.0.1:1/calling" }).Build();
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddWebRtc(configure);
        return services.BuildServiceProvider();
    }
}
