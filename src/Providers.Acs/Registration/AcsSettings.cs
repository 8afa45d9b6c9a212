using Calling.Signaling.Client;
using Microsoft.Extensions.Configuration;

namespace Calling.Providers.Acs;

/// <summary>Reads the provider's settings and says what is wrong with them (rule CALL-141).</summary>
internal sealed class AcsSettings(IConfiguration section, string path, Action<AcsOptions>? configure)
{
    private static readonly string[] Known =
        ["Mode", "Frames", "DisplayName", "CommandTimeout", "Server", "AllowPlainText", "SingleDevice", "GracePeriod"];

    private static readonly string Modes = string.Join(" or ", Enum.GetNames<AcsMode>());

    /// <summary>The options as they will be used; what is wrong is told of.</summary>
    public AcsOptions Read(ICollection<string> problems)
    {
        foreach (string unknown in section.GetChildren().Select(c => c.Key).Except(Known, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{path}:{unknown} is not a setting of the Acs provider; valid are {string.Join(", ", Known)}.");
        }

        var options = new AcsOptions();
        options.Mode = Value("Mode", options.Mode, Modes, problems);
        options.Frames = Value("Frames", options.Frames, "true or false", problems);
        options.DisplayName = section["DisplayName"];
        options.CommandTimeout = Value("CommandTimeout", options.CommandTimeout, "a time span such as 00:00:15", problems);
        options.Server = Value("Server", options.Server, "an absolute http, https, ws or wss address", problems);
        options.AllowPlainText = Value("AllowPlainText", options.AllowPlainText, "true or false", problems);
        options.SingleDevice = Value("SingleDevice", options.SingleDevice, "true or false", problems);
        options.GracePeriod = Value("GracePeriod", options.GracePeriod, "a time span such as 00:01:00", problems);
        configure?.Invoke(options);
        Check(options, problems);
        return options;
    }

    /// <summary>What a line to our server needs.</summary>
    public static SignalingLineOptions Line(AcsOptions options) => new()
    {
        Server = options.Server, AllowPlainText = options.AllowPlainText, GracePeriod = options.GracePeriod, SoleDevice = options.SingleDevice,
    };

    /// <summary>One setting at a time, so that a wrong one neither hides the others nor takes them along.</summary>
    private T? Value<T>(string name, T? fallback, string valid, ICollection<string> problems)
    {
        try
        {
            return section[name] is null ? fallback : section.GetValue<T>(name);
        }
        catch (InvalidOperationException)
        {
            problems.Add($"{path}:{name} is '{section[name]}'; it must be {valid}.");
            return fallback;
        }
    }

    private void Check(AcsOptions options, ICollection<string> problems)
    {
        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromSeconds(120))
        {
            problems.Add($"{path}:CommandTimeout is {options.CommandTimeout:c}; it must be from 00:00:01 to 00:02:00.");
        }

        switch (options.Mode)
        {
            case AcsMode.Native when options.Directory is null:
                problems.Add($"{path}:Mode is Native, which needs to know the vendor's ids of users: say AddAcs(o => o.Directory = …), or set {path}:Mode to Paired.");
                break;
            case AcsMode.Native when options.SingleDevice:
                problems.Add($"{path}:SingleDevice is true, which {path}:Mode Native cannot do: the vendor lets a user sign in on several devices; use Paired.");
                break;
            case AcsMode.Paired:
                foreach (string problem in Line(options).Validate(path))
                {
                    problems.Add(problem);
                }

                break;
            case not AcsMode.Native:
                problems.Add($"{path}:Mode is '{options.Mode}'; it must be {Modes}.");
                break;
        }
    }
}
