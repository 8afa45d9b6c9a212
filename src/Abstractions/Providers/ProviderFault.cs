namespace Calling.Providers;

/// <summary>A vendor's own account of what went wrong; passed on untouched.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Message">Its words.</param>
/// <param name="Subcode">Its second code.</param>
public sealed record ProviderFault(string Code, string? Message = null, string? Subcode = null);
