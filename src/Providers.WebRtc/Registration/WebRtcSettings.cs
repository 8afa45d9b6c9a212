using System.Net;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Microsoft.Extensions.Configuration;

namespace Calling.Providers.WebRtc;

/// <summary>Reads the provider's settings and says what is wrong with them (rule CALL-141).</summary>
internal sealed class WebRtcSettings(IConfiguration section, string path, WebRtcBuilder builder)
{
    private static readonly string[] Known =
        ["Server", "AllowPlainText", "SingleDevice", "GracePeriod", "IceServers", "IceTransportPolicy", "LocalAddresses"];

    /// <summary>The options as they will be used; what is wrong is told of.</summary>
    public WebRtcOptions Read(ICollection<string> problems)
    {
        var options = new WebRtcOptions();
        foreach (string unknown in section.GetChildren().Select(c => c.Key).Except(Known, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{path}:{unknown} is not a setting of the WebRtc provider; valid are {string.Join(", ", Known)}.");
        }

        options.Server = Value("Server", options.Server, "an absolute http, https, ws or wss address", problems);
        options.AllowPlainText = Value("AllowPlainText", options.AllowPlainText, "true or false", problems);
        options.SingleDevice = Value("SingleDevice", options.SingleDevice, "true or false", problems);
        options.GracePeriod = Value("GracePeriod", options.GracePeriod, "a time span such as 00:01:00", problems);
        options.IceTransportPolicy = Value(
            "IceTransportPolicy", options.IceTransportPolicy, string.Join(" or ", Enum.GetNames<IceTransportPolicy>()), problems);
        section.GetSection("IceServers").Bind(options.IceServers);
        section.GetSection("LocalAddresses").Bind(options.LocalAddresses);
        builder.Apply(options);
        Check(options, problems);
        return options;
    }

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

    private void Check(WebRtcOptions options, ICollection<string> problems)
    {
        foreach (string problem in Line(options).Validate(path))
        {
            problems.Add(problem);
        }

        if (options.Engine is null)
        {
            problems.Add("No WebRTC engine is chosen: say AddWebRtc(w => w.UseGStreamer()), or another engine.");
        }

        if (!Enum.IsDefined(options.IceTransportPolicy))
        {
            problems.Add($"{path}:IceTransportPolicy is '{options.IceTransportPolicy}'; valid are {string.Join(", ", Enum.GetNames<IceTransportPolicy>())}.");
        }

        foreach (var server in options.IceServers.Where(s => !IsIceUrl(s.Url)))
        {
            problems.Add($"{path}:IceServers has the Url '{server.Url}'; it must begin with stun:, turn: or turns: and name a host.");
        }

        foreach (string address in options.LocalAddresses.Where(a => !IPAddress.TryParse(a, out _)))
        {
            problems.Add($"{path}:LocalAddresses has '{address}'; it must be an IP address.");
        }

        foreach (string problem in builder.Check(options))
        {
            problems.Add($"{path}:{problem}");
        }
    }

    internal static SignalingLineOptions Line(WebRtcOptions options) => new()
    {
        Server = options.Server, AllowPlainText = options.AllowPlainText, GracePeriod = options.GracePeriod, SoleDevice = options.SingleDevice,
    };

    internal static bool IsIceUrl(string? url)
    {
        int colon = url?.IndexOf(':', StringComparison.Ordinal) ?? 0;
        return colon > 0 && url!.Length > colon + 1 && url[..colon].ToLowerInvariant() is "stun" or "turn" or "turns";
    }
}
