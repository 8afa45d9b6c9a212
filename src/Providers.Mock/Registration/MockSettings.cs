using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Calling.Providers.Mock;

/// <summary>Reads the mock's settings and says what is wrong with them.</summary>
internal sealed class MockSettings(IConfiguration section, string path, Action<MockOptions>? configure)
{
    private static readonly string[] Known = ["World", "Capabilities", "SingleDevice", "Duties", "Latency", "ClockSkew", "LossDetection", "LineGrace"];
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The options as they will be used; wrong settings keep their defaults and are told of.</summary>
    public MockOptions Read(ICollection<string> problems)
    {
        var options = new MockOptions();
        foreach (var unknown in section.GetChildren().Select(c => c.Key).Except(Known, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{path}:{unknown} is not a setting of the mock provider; valid are {string.Join(", ", Known)}.");
        }

        options.WorldName = section["World"] ?? options.WorldName;
        options.Capabilities = Flags("Capabilities", options.Capabilities, problems);
        options.SingleDevice = Flag("SingleDevice", problems);
        options.Duties = Flags("Duties", options.Duties, problems);
        options.Latency = Time("Latency", options.Latency, problems);
        options.ClockSkew = Time("ClockSkew", options.ClockSkew, problems) ?? options.ClockSkew;
        options.LossDetection = Time("LossDetection", options.LossDetection, problems) ?? options.LossDetection;
        options.LineGrace = Time("LineGrace", options.LineGrace, problems) ?? options.LineGrace;
        configure?.Invoke(options);
        Check(options, problems);
        return options;
    }

    private void Check(MockOptions options, ICollection<string> problems)
    {
        if (options.World is null && string.IsNullOrWhiteSpace(options.WorldName))
        {
            problems.Add($"{path}:World is blank; give the world a name, or set MockOptions.World in code.");
        }

        if ((options.Capabilities & ~MockOptions.AllCapabilities) is not CallCapabilities.None and var beyond)
        {
            problems.Add($"{path}:Capabilities has {beyond}, which the mock provider cannot do; valid are {MockOptions.AllCapabilities}.");
        }

        Range("Latency", options.Latency ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1), problems);
        Range("ClockSkew", options.ClockSkew, -TimeSpan.FromDays(1), TimeSpan.FromDays(1), problems);
        Range("LossDetection", options.LossDetection, TimeSpan.FromMilliseconds(1), Longest, problems);
        Range("LineGrace", options.LineGrace, TimeSpan.FromMilliseconds(1), Longest, problems);
    }

    private void Range(string name, TimeSpan value, TimeSpan min, TimeSpan max, ICollection<string> problems)
    {
        if (value < min || value > max)
        {
            problems.Add($"{path}:{name} is {value}; it must be {min} to {max}.");
        }
    }

    private bool Flag(string name, ICollection<string> problems)
    {
        if (section[name] is not { } text)
        {
            return false;
        }

        if (!bool.TryParse(text, out bool value))
        {
            problems.Add($"{path}:{name} is '{text}'; valid are true, false.");
        }

        return value;
    }

    private T Flags<T>(string name, T fallback, ICollection<string> problems)
        where T : struct, Enum
    {
        if (section[name] is not { } text)
        {
            return fallback;
        }

        // Names only: a number would hide what it stands for.
        if (!text.Any(char.IsDigit) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
        {
            return value;
        }

        problems.Add($"{path}:{name} is '{text}'; valid are {string.Join(", ", Enum.GetNames<T>())}, several separated by commas.");
        return fallback;
    }

    private TimeSpan? Time(string name, TimeSpan? fallback, ICollection<string> problems)
    {
        if (section[name] is not { } text)
        {
            return fallback;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        problems.Add($"{path}:{name} is '{text}'; it must be a time span such as 00:00:02.500.");
        return fallback;
    }
}
