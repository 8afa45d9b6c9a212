using System.Globalization;
using System.Text;
using Calling.Server.Push;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Options;

namespace Calling.Server;

/// <summary>One sentence for each wrong setting, with its name, its value and the valid ones (rule CALL-141). Never a secret.</summary>
internal sealed class CallingServerOptionsValidator(string section) : IValidateOptions<CallingServerOptions>
{
    public const int MinSecretBytes = 32;

    public ValidateOptionsResult Validate(string? name, CallingServerOptions options)
    {
        var wrong = Problems(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Problems(CallingServerOptions options)
    {
        if (options.Keys.Count == 0 && !options.UseHostAuthentication)
        {
            yield return $"{section}:Keys is empty, so nobody could sign in; add an API key with a secret of at least {MinSecretBytes} bytes, "
                + $"or set {section}:UseHostAuthentication to true.";
        }

        foreach (var (key, secret) in options.Keys)
        {
            if (Encoding.UTF8.GetByteCount(secret ?? "") is var bytes and < MinSecretBytes)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{section}:Keys:{key} has {bytes} bytes; a secret has at least {MinSecretBytes}.");
            }
        }

        foreach (var origin in options.AllowedOrigins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                yield return $"{section}:AllowedOrigins has '{origin}'; an origin is a scheme, a host and perhaps a port, such as 'https://app.example.com'.";
            }
        }

        foreach (var problem in Push(options.Push))
        {
            yield return problem;
        }

        foreach (var problem in MediaGroup(options.MediaGroup))
        {
            yield return problem;
        }

        var ranges = Durations(options).Concat(Counts(options)).Concat(Rates(options));
        foreach (var problem in ranges)
        {
            yield return problem;
        }
    }

    private IEnumerable<string> Push(PushOptions push)
    {
        if (push.Url is null)
        {
            if (push.Secret is not null)
            {
                yield return $"{section}:Push:Secret is set and {section}:Push:Url is not; set both or none.";
            }

            yield break;
        }

        if (!Uri.TryCreate(push.Url, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) || uri.UserInfo != "")
        {
            // An address may hold a secret of its own.
            yield return $"{section}:Push:Url is no webhook; it must be an absolute http or https address without a user name, such as 'https://app.example.com/push'.";
        }

        if (Encoding.UTF8.GetByteCount(push.Secret ?? "") is var bytes and < MinSecretBytes)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{section}:Push:Secret has {bytes} bytes; a secret has at least {MinSecretBytes}.");
        }
    }

    private IEnumerable<string> MediaGroup(MediaGroupOptions group)
    {
        if (group.Scheme is null)
        {
            if (group.Secret is not null)
            {
                yield return $"{section}:MediaGroup:Secret is set and {section}:MediaGroup:Scheme is not; set the scheme, such as 'acs-group', or none.";
            }

            yield break;
        }

        if (!WireProtocol.IsId(group.Scheme))
        {
            yield return $"{section}:MediaGroup:Scheme is '{group.Scheme}'; it must have 1 to {WireProtocol.MaxIdLength} of A-Z a-z 0-9 _ . -, such as 'acs-group'.";
        }

        if (group.Secret is not null && Encoding.UTF8.GetByteCount(group.Secret) is var bytes and < MinSecretBytes)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{section}:MediaGroup:Secret has {bytes} bytes; a secret has at least {MinSecretBytes}.");
        }
    }

    private IEnumerable<string> Durations(CallingServerOptions o)
    {
        (string Name, TimeSpan Value, TimeSpan Min, TimeSpan Max)[] all =
        [
            (nameof(o.ClockSkew), o.ClockSkew, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            (nameof(o.MaxTokenLifetime), o.MaxTokenLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)),
            (nameof(o.HelloTimeout), o.HelloTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60)),
            (nameof(o.KeepAliveInterval), o.KeepAliveInterval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(o.KeepAliveTimeout), o.KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(o.CloseTimeout), o.CloseTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(60)),
            ("Push:Timeout", o.Push.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60)),
            ("Push:RetryDelay", o.Push.RetryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10)),
            ("Exchange:IdleGrace", o.Exchange.IdleGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            ("Exchange:Records:MaxAge", o.Exchange.Records.MaxAge, TimeSpan.Zero, TimeSpan.FromDays(3_650)),
            ("Exchange:CallGrace", o.Exchange.CallGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        ];
        return from x in all where x.Value < x.Min || x.Value > x.Max select $"{section}:{x.Name} is {x.Value}; it must be from {x.Min} to {x.Max}.";
    }

    private IEnumerable<string> Counts(CallingServerOptions o)
    {
        (string Name, int Value, int Min, int Max)[] all =
        [
            (nameof(o.MaxMessageBytes), o.MaxMessageBytes, 4 * 1024, 1024 * 1024),
            (nameof(o.MaxPeerPayloadBytes), o.MaxPeerPayloadBytes, 1024, o.MaxMessageBytes),
            (nameof(o.MaxQueuedMessages), o.MaxQueuedMessages, 16, 65_536),
            (nameof(o.MaxQueuedBytes), o.MaxQueuedBytes, 256 * 1024, 256 * 1024 * 1024),
            (nameof(o.MaxConnections), o.MaxConnections, 1, 1_000_000),
            (nameof(o.MaxConnectionsPerAddress), o.MaxConnectionsPerAddress, 1, 1_000_000),
            (nameof(o.MaxConnectionsPerUser), o.MaxConnectionsPerUser, 1, 1_000),
            (nameof(o.MaxCalleesPerMinute), o.MaxCalleesPerMinute, 1, 100_000),
            ("Push:MaxConcurrent", o.Push.MaxConcurrent, 1, 1_000),
            ("Push:MaxPending", o.Push.MaxPending, 1, 1_000_000),
            ("Exchange:Records:MaxRecords", o.Exchange.Records.MaxRecords, 0, 10_000_000),
            ("Exchange:InboxCapacity", o.Exchange.InboxCapacity, 1, 65_536),
        ];
        return from x in all
               where x.Value < x.Min || x.Value > x.Max
               select string.Create(CultureInfo.InvariantCulture, $"{section}:{x.Name} is {x.Value}; it must be from {x.Min} to {x.Max}.");
    }

    private IEnumerable<string> Rates(CallingServerOptions o)
    {
        (string Name, RateLimit Value)[] all =
        [
            (nameof(o.PerDevice), o.PerDevice), (nameof(o.PerUser), o.PerUser), (nameof(o.PerAddress), o.PerAddress), (nameof(o.Connects), o.Connects),
            (nameof(o.Calls), o.Calls), (nameof(o.VendorTokens), o.VendorTokens),
        ];
        foreach (var (name, value) in all)
        {
            if (value.Burst is < 1 or > 1_000_000)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{section}:{name}:Burst is {value.Burst}; it must be from 1 to 1000000.");
            }

            if (value.PerSecond is not (>= 0.01 and <= 1_000_000))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{section}:{name}:PerSecond is {value.PerSecond}; it must be from 0.01 to 1000000.");
            }
        }
    }
}
