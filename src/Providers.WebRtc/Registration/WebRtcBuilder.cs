using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>What <c>AddWebRtc(w => …)</c> sets up: the options and the engine.</summary>
public sealed class WebRtcBuilder
{
    private readonly List<Action<WebRtcOptions>> _steps = [];
    private Func<WebRtcOptions, IEnumerable<string>>? _check;

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
    /// <param name="check">
    /// Says at start-up which of the settings this engine cannot use, each in words that begin with the setting's name (rule CALL-141); null if it can use all.
    /// </param>
    public WebRtcBuilder UseEngine(
        Func<IServiceProvider, IPeerConnectionFactory> engine, Func<WebRtcOptions, IEnumerable<string>>? check = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _check = check;
        return Configure(options => options.Engine = engine);
    }

    internal IEnumerable<string> Check(WebRtcOptions options) => _check?.Invoke(options) ?? [];

    internal void Apply(WebRtcOptions options) => _steps.ForEach(step => step(options));
}
