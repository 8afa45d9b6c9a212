using System.Reflection;
using System.Xml.Linq;

namespace Calling.Build.Tests;

/// <summary>A project file as it is written, not as MSBuild evaluates it: the tests judge what people wrote.</summary>
internal sealed record Project(string Path, XElement Xml)
{
    private static readonly string s_vendorPackages = typeof(Project).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "VendorPackageList").Value!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public string AssemblyName => Property("AssemblyName") ?? Name;

    public bool IsPackable => Property("IsPackable") == "true";

    public bool IsTool => Property("OutputType") == "Exe";

    /// <summary>The vendor package without which this build left the whole project out, if so.</summary>
    public string? MissingPackage => Property("VendorPackage") is { } package && Property("VendorPart") is null
        && !s_vendorPackages.Contains($";{package};", StringComparison.Ordinal) ? package : null;

    public IEnumerable<XElement> PackageReferences => Xml.Descendants("PackageReference");

    public IEnumerable<string> ProjectReferences => Xml.Descendants("ProjectReference")
        .Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    public static Project Load(string path) => new(path, XElement.Load(Repository.FullPath(path)));

    private string? Property(string name) => Xml.Elements("PropertyGroup").Elements(name).FirstOrDefault()?.Value;
}
