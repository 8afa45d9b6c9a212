using Calling.Providers;

namespace Calling.Conformance;

/// <summary>A message between a client and its line.</summary>
/// <param name="Device">Whose line.</param>
/// <param name="Content">A <see cref="CallCommand"/> on its way up, or a <see cref="LineSignal"/> on its way down.</param>
public sealed record LineMessage(CallParty Device, object Content)
{
    /// <summary>Device and what it is.</summary>
    public override string ToString() => $"{Device} {Content}";
}
