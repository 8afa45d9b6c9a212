namespace Calling.Providers.Mock;

/// <summary>A source cannot be opened; the message is for people.</summary>
internal sealed class CaptureException(string message, Exception? inner = null) : Exception(message, inner);
