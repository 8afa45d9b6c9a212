using System.Globalization;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>Settings of a <see cref="SignalingLine"/>.</summary>
public sealed class SignalingLineOptions
{
    /// <summary>Where the server was mapped, such as <c>https://calls.example.com/calling</c>; http, https, ws or wss. Required.</summary>
    public Uri? Server { get; set; }

    /// <summary>Whether a server on another machine may be reached without TLS: tokens and texts are then readable on the way.</summary>
    public bool AllowPlainText { get; set; }

    /// <summary>How long one attempt to connect and sign in may take. 100 ms to 120 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a command waits for its result, over reconnections; then it is <c>Unknown</c>. 100 ms to 120 s.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a lost line tries to come back before it gives up for good (rule CALL-110). 0 to 10 min.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait before the first attempt to come back, at most; it doubles from attempt to attempt. 1 ms to 60 s.</summary>
    public TimeSpan InitialBackoff { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The wait between attempts, at most. From <see cref="InitialBackoff"/> to 60 s.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How often the connection is probed when it is quiet. 1 s to 5 min.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a probe may stay unanswered before the connection counts as lost. 1 s to 5 min.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long disposing waits until the server has read the farewell and closes. 0 to 60 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A server's message in bytes; a larger one costs it the connection. 64 KiB to 64 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The application's name and version, for the server's operator.</summary>
    public string? ClientName { get; set; }

    /// <summary>Whether signing in signs the user's other devices out (rule CALL-005), as a server that allows one device per user does.</summary>
    public bool SoleDevice { get; set; }

    /// <summary>The WebSocket endpoint that <see cref="Server"/> means.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Server"/> is not set.</exception>
    public Uri Endpoint
    {
        get
        {
            var builder = new UriBuilder(Server ?? throw new InvalidOperationException("Server is not set."));
            builder.Scheme = builder.Scheme is "https" or "wss" ? "wss" : "ws";
            builder.Path = $"{builder.Path.TrimEnd('/')}/{WireProtocol.Path}";
            return builder.Uri;
        }
    }

    /// <summary>The address of the call records that <see cref="Server"/> means.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Server"/> is not set.</exception>
    public Uri Records => Http(WireProtocol.RecordsPath);

    /// <summary>An address over HTTP below the one that <see cref="Server"/> names.</summary>
    internal Uri Http(string path)
    {
        var builder = new UriBuilder(Server ?? throw new InvalidOperationException("Server is not set."));
        builder.Scheme = builder.Scheme is "https" or "wss" ? "https" : "http";
        builder.Path = $"{builder.Path.TrimEnd('/')}/{path}";
        return builder.Uri;
    }

    /// <summary>Finds what is wrong.</summary>
    /// <param name="section">The configuration section, which goes before each setting's name.</param>
    /// <returns>A sentence for each wrong setting, with its value and the valid ones.</returns>
    public IEnumerable<string> Validate(string section = "Signaling")
    {
        if (Server is not { IsAbsoluteUri: true, Scheme: "http" or "https" or "ws" or "wss" })
        {
            yield return $"{section}:Server is '{Server}'; it must be an absolute http, https, ws or wss address.";
        }
        else if (!AllowPlainText && !Server.IsLoopback && Server.Scheme is "http" or "ws")
        {
            yield return $"{section}:Server is '{Server}', which sends tokens in the clear; use https or wss, or set {section}:AllowPlainText to true.";
        }

        (string Name, TimeSpan Value, TimeSpan Min, TimeSpan Max)[] ranges =
        [
            (nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(120)),
            (nameof(CommandTimeout), CommandTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(120)),
            (nameof(GracePeriod), GracePeriod, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            (nameof(InitialBackoff), InitialBackoff, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60)),
            (nameof(MaxBackoff), MaxBackoff, InitialBackoff, TimeSpan.FromSeconds(60)),
            (nameof(KeepAliveInterval), KeepAliveInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(KeepAliveTimeout), KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(CloseTimeout), CloseTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(60)),
        ];
        foreach (var (name, value, min, max) in ranges)
        {
            if (value < min || value > max)
            {
                yield return $"{section}:{name} is {value}; it must be from {min} to {max}.";
            }
        }

        if (MaxMessageBytes is < 64 * 1024 or > 64 * 1024 * 1024)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{section}:MaxMessageBytes is {MaxMessageBytes}; it must be from 65536 to 67108864.");
        }
    }
}
