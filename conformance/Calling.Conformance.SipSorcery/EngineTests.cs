using Calling.Conformance.Engines;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.SipSorcery;

namespace Calling.Conformance.SipSorcery;

/// <summary>SIPSorcery with itself.</summary>
public sealed class EngineTests() : EngineSuite(() => new SipSorceryPeerConnectionFactory());

/// <summary>SIPSorcery offers, GStreamer answers.</summary>
public sealed class OfferToGStreamer() : EngineSuite(() => new SipSorceryPeerConnectionFactory(), () => new GStreamerPeerConnectionFactory());

/// <summary>GStreamer offers, SIPSorcery answers.</summary>
public sealed class AnswerToGStreamer() : EngineSuite(() => new GStreamerPeerConnectionFactory(), () => new SipSorceryPeerConnectionFactory());
