namespace Calling.Providers.Acme;

/// <summary>Settings of the Acme provider, bound from its sub-section (<c>Calling:Acme</c>), then from code.</summary>
public sealed class AcmeOptions
{
    /// <summary>The host of Acme's service. Required.</summary>
    public string? Host { get; set; }

    /// <summary>Its port, 1 to 65535.</summary>
    public int Port { get; set; } = 7450;

    /// <summary>One sentence for each wrong setting, with its full name and what is valid (rule CALL-141).</summary>
    /// <param name="path">The section's path, such as <c>Calling:Acme</c>.</param>
    public IEnumerable<string> Validate(string path)
    {
        if (string.IsNullOrWhiteSpace(Host))
        {
            yield return $"{path}:Host is missing; it must be the name or address of Acme's service.";
        }

        if (Port is < 1 or > 65_535)
        {
            yield return $"{path}:Port is {Port}; it must be 1 to 65535.";
        }
    }
}
