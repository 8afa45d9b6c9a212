namespace Calling.Server.Connections;

/// <summary>What came in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Utf8">A message's bytes, until the next is asked for.</param>
internal readonly record struct Received(ReceivedKind Kind, ReadOnlyMemory<byte> Utf8 = default);
