using System.Collections.Concurrent;
using Calling.Conformance.Shared;
using Calling.Providers;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Conformance.Engines;

/// <summary>The network that media takes: each device's packets go through relays that can lose them.</summary>
internal sealed class Paths : IMediaHook, IQualityHook
{
    private readonly ConcurrentDictionary<CallParty, CuttableEngine> _engines = new();

    /// <summary>The engine of a device behind relays.</summary>
    public IPeerConnectionFactory Through(CallParty device, IPeerConnectionFactory engine) => _engines[device] = new CuttableEngine(engine);

    public IDisposable Cut(CallParty device)
    {
        var engine = _engines[device];
        engine.IsCut = true;
        return new Restoration(() => engine.IsCut = false);
    }

    public IDisposable Impair(CallParty device)
    {
        var engine = _engines[device];
        engine.LosesEach = 3;
        return new Restoration(() => engine.LosesEach = 0);
    }
}
