using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Calling.Cli.Serving;

/// <summary>The server's settings, and the key that was made up where none was set.</summary>
/// <param name="Configuration">Everything.</param>
/// <param name="MadeUpKey">The key of this run, or null.</param>
/// <param name="MadeUpSecret">Its secret.</param>
internal sealed record ServeSettings(IConfigurationRoot Configuration, string? MadeUpKey = null, string? MadeUpSecret = null)
{
    public const string SectionName = "Calling:Server";

    private const string Prefix = "--Calling:";

    public IConfigurationSection Section => Configuration.GetSection(SectionName);

    /// <summary>Whether an argument sets a setting, in one piece.</summary>
    public static bool IsSetting(string argument)
        => argument.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && argument.Contains('=', StringComparison.Ordinal);

    /// <summary>Reads files, environment and arguments; what comes later is stronger.</summary>
    public static ServeSettings Read(IEnumerable<string> arguments, string? key, string? secret)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine([.. arguments]);
        if (key is not null)
        {
            builder.AddInMemoryCollection([new($"{SectionName}:Keys:{key}", secret)]);
        }

        var settings = new ServeSettings(builder.Build());
        if (settings.Section.GetSection("Keys").GetChildren().Any() || settings.Section.GetValue<bool>("UseHostAuthentication"))
        {
            return settings;
        }

        var (madeUpKey, madeUpSecret) = ("run-" + Random(4), Random(32));
        builder.AddInMemoryCollection([new($"{SectionName}:Keys:{madeUpKey}", madeUpSecret)]);
        return new ServeSettings(builder.Build(), madeUpKey, madeUpSecret);
    }

    private static string Random(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
