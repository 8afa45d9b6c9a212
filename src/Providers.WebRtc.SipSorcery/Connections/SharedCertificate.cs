using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using Org.BouncyCastle.X509;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>The one certificate that every connection shows (rule CALL-097), renewed long before its 30 days are over.</summary>
/// <param name="time">The clock.</param>
internal sealed class SharedCertificate(TimeProvider time)
{
    private static readonly TimeSpan s_life = TimeSpan.FromDays(14);

    private readonly Lock _gate = new();
    private RTCCertificate2? _certificate;
    private DateTimeOffset _made;

    /// <summary>The process's. By the system's clock, whatever a factory's is: by that one the stack dates it and peers judge it.</summary>
    internal static SharedCertificate Process { get; } = new(TimeProvider.System);

    /// <summary>For a new connection; those that there are keep theirs.</summary>
    internal RTCCertificate2 Get()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_certificate is null || (now - _made).Duration() > s_life)
            {
                var (chain, key) = DtlsUtils.CreateSelfSignedTlsCert(new BcTlsCrypto());
                _certificate = new RTCCertificate2 { Certificate = new X509Certificate(chain.GetCertificateAt(0).GetEncoded()), PrivateKey = key };
                _made = now;
            }

            return _certificate;
        }
    }
}
