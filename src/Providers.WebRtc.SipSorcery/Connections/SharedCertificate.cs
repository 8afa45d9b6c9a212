using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using Org.BouncyCastle.X509;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>The one certificate that every connection of the process shows (rule CALL-097), renewed long before its 30 days are over.</summary>
internal static class SharedCertificate
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(14);
    private static readonly Lock s_gate = new();
    private static RTCCertificate2? s_certificate;
    private static DateTimeOffset s_made;

    /// <summary>For a new connection; those that there are keep theirs.</summary>
    internal static RTCCertificate2 Get(TimeProvider time)
    {
        lock (s_gate)
        {
            var now = time.GetUtcNow();
            if (s_certificate is null || (now - s_made).Duration() > Life)
            {
                var (chain, key) = DtlsUtils.CreateSelfSignedTlsCert(new BcTlsCrypto());
                s_certificate = new RTCCertificate2 { Certificate = new X509Certificate(chain.GetCertificateAt(0).GetEncoded()), PrivateKey = key };
                s_made = now;
            }

            return s_certificate;
        }
    }
}
