using Calling.Conformance.Engines;
using Calling.Providers.WebRtc.GStreamer;

namespace Calling.Conformance.WebRtc;

/// <summary>GStreamer with itself.</summary>
public sealed class EngineTests() : EngineSuite(() => new GStreamerPeerConnectionFactory());
