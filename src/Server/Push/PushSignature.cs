using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Calling.Server.Push;

/// <summary>The signature of a webhook's request, for who sends and who receives it (docs/push.md).</summary>
public static class PushSignature
{
    /// <summary>The header that says when it was signed: seconds since 1970.</summary>
    public const string TimestampHeader = "Calling-Timestamp";

    /// <summary>The header with the signature.</summary>
    public const string SignatureHeader = "Calling-Signature";

    private const string Version = "v1=";

    /// <summary>Signs a request.</summary>
    /// <param name="secret">Known to both sides.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The request's body, byte for byte.</param>
    /// <returns><c>v1=</c> and the HMAC-SHA256 of timestamp, full stop and body in lower-case hexadecimal.</returns>
    public static string Create(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return Version + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Checks a request, in a time that tells nothing of the right signature.</summary>
    /// <param name="secret">Known to both sides.</param>
    /// <param name="timestamp">The header <see cref="TimestampHeader"/>.</param>
    /// <param name="body">The request's body, byte for byte.</param>
    /// <param name="signature">The header <see cref="SignatureHeader"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How old, or how far ahead, a request may be; 5 min if null.</param>
    public static bool IsValid(
        string secret, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now, TimeSpan? tolerance = null)
        => long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long signedAt)
            && Math.Abs((double)now.ToUnixTimeSeconds() - signedAt) <= (tolerance ?? TimeSpan.FromMinutes(5)).TotalSeconds
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Create(secret, signedAt, body)), Encoding.UTF8.GetBytes(signature ?? ""));
}
