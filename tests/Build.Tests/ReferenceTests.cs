namespace Calling.Build.Tests;

/// <summary>Who may know whom: the table of the architecture, section 1.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> s_mayReference = new()
    {
        ["Calling.Abstractions"] = [],
        ["Calling.Core"] = ["Calling.Abstractions"],
        ["Calling.Signaling"] = ["Calling.Abstractions"],
        ["Calling.Server"] = ["Calling.Signaling"],
        ["Calling.Providers.Mock"] = ["Calling.Abstractions", "Calling.Signaling"],
        ["Calling.Providers.WebRtc"] = ["Calling.Abstractions", "Calling.Signaling"],
        ["Calling.Providers.WebRtc.GStreamer"] = ["Calling.Providers.WebRtc"],
        ["Calling.Providers.WebRtc.SipSorcery"] = ["Calling.Providers.WebRtc"],
        ["Calling.Providers.Acs"] = ["Calling.Abstractions", "Calling.Signaling"],
        ["Calling.Facades"] = ["Calling.Abstractions"],
        ["Calling.Rest"] = ["Calling.Abstractions", "Calling.Providers.Acs"],
        ["Calling.Conformance"] = ["Calling.Core", "Calling.Signaling", "Calling.Providers.Mock"],
    };

    [Fact]
    public void Projects_reference_only_what_the_architecture_allows()
    {
        var offences = from project in Repository.Projects
                       where s_mayReference.ContainsKey(project.Name)
                       from reference in project.ProjectReferences
                       where !Reachable(project.Name).Contains(reference)
                       select $"{project.Name} must not reference {reference}";
        Offences.AssertNone(offences);
    }

    [Fact]
    public void Every_project_that_ships_stands_in_the_table()
    {
        // The tool may reference all of src, so it needs no line.
        var unknown = from project in Repository.Shipped
                      where project.Name != "Calling.Cli" && !s_mayReference.ContainsKey(project.Name)
                      select $"{project.Path}: say in ReferenceTests, and in the architecture, what it may reference";
        Offences.AssertNone(unknown);
    }

    [Fact]
    public void Abstractions_use_only_abstractions()
    {
        var offences = from project in Repository.Projects
                       where project.Name == "Calling.Abstractions"
                       from reference in project.PackageReferences
                       let package = reference.Attribute("Include")!.Value
                       where !package.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                           || !package.EndsWith(".Abstractions", StringComparison.Ordinal)
                       select $"{project.Name} must not use {package}";
        Offences.AssertNone(offences);
    }

    [Fact]
    public void Package_versions_are_central()
    {
        var offences = from project in Repository.Projects
                       from reference in project.PackageReferences
                       where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
                           || reference.Elements().Any(e => e.Name.LocalName is "Version" or "VersionOverride")
                       select $"{project.Path}: {reference.Attribute("Include")?.Value} belongs into Directory.Packages.props";
        Offences.AssertNone(offences);
    }

    /// <summary>A reference brings its own references along, so to name those too adds nothing.</summary>
    private static HashSet<string> Reachable(string project) =>
        [.. s_mayReference.GetValueOrDefault(project, []).SelectMany(r => Reachable(r).Append(r))];
}
