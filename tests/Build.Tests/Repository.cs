using Calling.Tests;

namespace Calling.Build.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] s_generated = ["artifacts", "bin", "obj", "node_modules", ".git"];

    public static string Root => Checkout.Root;

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files(".", "*.csproj").Order(StringComparer.Ordinal).Select(Project.Load)];

    public static IEnumerable<Project> Shipped => Projects.Where(p => p.Path.StartsWith("src/", StringComparison.Ordinal));

    public static string FullPath(string path) => Path.Combine(Root, path);

    /// <summary>The files under a folder, relative to the root and with forward slashes; nothing generated.</summary>
    public static IEnumerable<string> Files(string folder, params string[] patterns)
    {
        var start = new DirectoryInfo(FullPath(folder));
        return start.Exists ? patterns.SelectMany(pattern => Walk(start, pattern)) : [];
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories().Where(d => !s_generated.Contains(d.Name)).SelectMany(d => Walk(d, pattern)));
}
