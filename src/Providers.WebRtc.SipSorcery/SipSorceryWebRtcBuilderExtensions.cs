using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.SipSorcery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling;

/// <summary>Chooses the SIPSorcery engine for the self-hosted provider.</summary>
public static class SipSorceryWebRtcBuilderExtensions
{
    /// <summary>Carries media with SIPSorcery; the application's <see cref="TimeProvider"/> and logging are used where there are some.</summary>
    /// <remarks>SIPSorcery's licence restricts where it may be used: see docs/providers/webrtc.md.</remarks>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the engine's defaults.</param>
    /// <exception cref="CallException">An option is out of range (<c>InvalidArgument</c>).</exception>
    public static WebRtcBuilder UseSipSorcery(this WebRtcBuilder builder, Action<SipSorceryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var given = new SipSorceryOptions();
        configure?.Invoke(given);

        // Here, where the caller's line is on the stack, and not at the first sign-in.
        var options = given.Validated();
        return builder.UseEngine(
            services => new SipSorceryPeerConnectionFactory(
                options,
                services.GetService<TimeProvider>(),
                services.GetService<ILoggerFactory>()?.CreateLogger<SipSorceryPeerConnectionFactory>()),
            Check);
    }

    private static IEnumerable<string> Check(WebRtcOptions options)
        => options.LocalAddresses.Count < 2 ? [] : [$"LocalAddresses names {options.LocalAddresses.Count} addresses; {SipSorceryPeerConnectionFactory.Addresses}."];
}
