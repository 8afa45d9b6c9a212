namespace Calling.Signaling.Client;

/// <summary>A message, or the end of the connection.</summary>
/// <param name="Utf8">The message; empty at the end.</param>
/// <param name="CloseCode">The close code at the end; null for a message.</param>
internal readonly record struct TransportMessage(ReadOnlyMemory<byte> Utf8, int? CloseCode = null);
