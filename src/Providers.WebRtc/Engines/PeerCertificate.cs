using System.Security.Cryptography;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>Compares the certificate of a DTLS handshake with the fingerprint that was signalled (RFC 8122).</summary>
internal static class PeerCertificate
{
    /// <summary>Reads <c>sha-256 AB:CD:…</c>; null for another hash function.</summary>
    internal static byte[]? ParseFingerprint(string value)
    {
        var parts = value.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !parts[0].Equals("sha-256", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var hash = Convert.FromHexString(parts[1].Replace(":", "", StringComparison.Ordinal));
            return hash.Length == SHA256.HashSizeInBytes ? hash : throw RemoteSdp.Refuse("a fingerprint is not of SHA-256's length");
        }
        catch (FormatException)
        {
            throw RemoteSdp.Refuse("a fingerprint is not hexadecimal");
        }
    }

    /// <summary>Whether a certificate is the one that was signalled.</summary>
    /// <param name="pem">The peer's certificate.</param>
    /// <param name="fingerprint">SHA-256 of it, as signalled.</param>
    internal static bool Matches(string pem, byte[] fingerprint)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
        {
            return false;
        }

        var der = Convert.FromBase64String(pem[fields.Base64Data]);
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(der), fingerprint);
    }
}
