namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>One encoded picture or 20 ms of sound; never changed once made, so every connection may hold it.</summary>
/// <param name="Data">The bytes.</param>
/// <param name="IsKey">Whether decoding can start here.</param>
/// <param name="Time">When it was taken, on the engine's clock.</param>
internal sealed record EncodedFrame(byte[] Data, bool IsKey, TimeSpan Time);
