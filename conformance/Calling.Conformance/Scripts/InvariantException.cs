namespace Calling.Conformance.Scripts;

/// <summary>Something that must hold after every step does not.</summary>
/// <param name="message">What.</param>
internal sealed class InvariantException(string message) : Exception(message);
