using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>What <c>AddWebRtc(w => …)</c> sets up: the options and the engine.</summary>
public sealed class WebRtcBuilder
{
    private readonly List<Action<WebRtcOptions>> _steps = [];

    internal WebRtcBuilder()
    {
    }

    /// <summary>Changes what the settings say.</summary>
    /// <param name="configure">Runs after the settings were read.</param>
    public WebRtcBuilder Configure(Action<WebRtcOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _steps.Add(configure);
        return this;
    }

    /// <summary>Chooses the engine; the last one wins.</summary>
    /// <param name="engine">Makes it, once per client; disposed with the client.</param>
    public WebRtcBuilder UseEngine(Func<IServiceProvider, IPeerConnectionFactory> engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Configure(options => options.Engine = engine);
    }

    internal void Apply(WebRtcOptions options) => _steps.ForEach(step => step(options));
}
