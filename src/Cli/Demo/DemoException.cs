namespace Calling.Cli.Demo;

/// <summary>The demo cannot go on; the message is for its user.</summary>
internal sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
