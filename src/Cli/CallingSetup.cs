using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling.Cli;

/// <summary>What an application writes to use Calling.</summary>
internal static class CallingSetup
{
    /// <summary>Settings: the file beside the program, then the environment, then what is given here.</summary>
    public static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> settings)
        => new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings)
            .Build();

    /// <summary>The container, with every provider that this program may be switched to.</summary>
    public static ServiceProvider Services(IConfiguration configuration) => Collection(configuration).BuildServiceProvider();

    public static IServiceCollection Collection(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => AddLogging(logging, configuration));
        services.AddCalling(configuration.GetSection("Calling"))
            .AddWebRtc(w => w.UseGStreamer())
            .AddMock();
        return services;
    }

    /// <summary>Logs to standard error: standard output belongs to what the commands answer.</summary>
    public static void AddLogging(ILoggingBuilder logging, IConfiguration configuration)
        => logging.AddConfiguration(configuration.GetSection("Logging"))
            .AddSimpleConsole(console => console.SingleLine = true)
            .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
                console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
