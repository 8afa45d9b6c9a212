namespace Calling.Conformance.Scripts;

/// <summary>Where a provider does what no run of the mock does.</summary>
/// <param name="Script">The script.</param>
/// <param name="After">After which group of steps, from 1.</param>
/// <param name="Sides">Both observations side by side.</param>
internal sealed record Difference(Script Script, int After, string Sides)
{
    public override string ToString() =>
        $"{Script}\n\nafter group {After} of {Script.Groups.Count} (lines with ! are seen on the provider and permitted by no run of the mock):\n{Sides}";
}
