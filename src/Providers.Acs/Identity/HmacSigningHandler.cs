using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Calling.Providers.Acs;

/// <summary>Signs requests to the vendor's REST services with an access key of the resource (HMAC-SHA256).</summary>
/// <remarks>
/// For the application's backend: the key never ships to devices. Put it behind what repeats requests, so that each attempt is signed anew, and let nothing
/// after it change address or body, nor follow redirects: what is signed is what goes on the wire.
/// </remarks>
public sealed class HmacSigningHandler : DelegatingHandler
{
    private const string Date = "x-ms-date";
    private const string ContentHash = "x-ms-content-sha256";

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <summary>Creates one.</summary>
    /// <param name="accessKey">The key, in base64 as the vendor's portal shows it.</param>
    /// <param name="time">The clock that requests are dated by; the system's if null. The vendor refuses dates that are some minutes off.</param>
    /// <exception cref="ArgumentException">It is no key.</exception>
    public HmacSigningHandler(string accessKey, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accessKey);
        try
        {
            _key = Convert.FromBase64String(accessKey);
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException("The access key is not base64.", nameof(accessKey), wrong);
        }

        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        Sign(request, body);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        var address = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        string hash = Convert.ToBase64String(SHA256.HashData(body));
        string date = _time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);

        // Said outright, so that nothing below makes another one of it.
        string host = request.Headers.Host ??= Authority(address);
        string signed = $"{request.Method.Method}\n{address.PathAndQuery}\n{date};{host};{hash}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed)));
        Set(request.Headers, Date, date);
        Set(request.Headers, ContentHash, hash);
        request.Headers.Authorization = new AuthenticationHeaderValue("HMAC-SHA256", $"SignedHeaders={Date};host;{ContentHash}&Signature={signature}");
    }

    /// <summary>A request that is sent again was signed before.</summary>
    private static void Set(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.Add(name, value);
    }

    private static string Authority(Uri address)
    {
        string host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        return address.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{address.Port}");
    }
}
