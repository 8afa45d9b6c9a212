namespace Calling.Tests;

/// <summary>The checkout that these tests were built from; not by a source's own path, which a deterministic build does not tell.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Calling.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Calling.sln above {AppContext.BaseDirectory}.");
    }
}
