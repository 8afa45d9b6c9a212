using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Calling.Acs.Emulator;

/// <summary>Whether a request is signed as the service wants it: HMAC-SHA256 over what came on the wire.</summary>
internal sealed class SignatureCheck(byte[] key, TimeProvider time)
{
    private const string Scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);

    /// <summary>Null for a request that may pass.</summary>
    public async Task<string?> FindFaultAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        body.Position = 0;
        request.Body = body;
        string hash = Convert.ToBase64String(SHA256.HashData(body.ToArray()));
        string date = request.Headers["x-ms-date"].ToString();
        return request.Headers.Authorization.ToString() is not { Length: > 0 } authorization ? "The request is not signed."
            : !IsNow(date) ? "The date is missing, malformed or more than five minutes off."
            : request.Headers["x-ms-content-sha256"].ToString() != hash ? "The hash is not the content's."
            : authorization != Scheme + Sign(request, date, hash) ? "The signature is wrong."
            : null;
    }

    private string Sign(HttpRequest request, string date, string hash)
    {
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string text = $"{request.Method}\n{target}\n{date};{request.Host.Value};{hash}";
        return Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
    }

    private bool IsNow(string date) =>
        DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && (time.GetUtcNow() - at).Duration() <= s_skew;
}
