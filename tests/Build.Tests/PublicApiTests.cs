using System.Reflection;
using Calling.Build.Tests.Api;

namespace Calling.Build.Tests;

/// <summary>Nobody changes the public API without seeing it: it stands in api/, and a change there is reviewed.</summary>
public class PublicApiTests
{
    private static readonly bool s_accept = Environment.GetEnvironmentVariable("CALLING_ACCEPT_API") == "1";

    public static TheoryData<string> Libraries =>
        [.. Repository.Shipped.Where(p => p.IsPackable && !p.IsTool).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_api_is_the_accepted_one(string name)
    {
        var project = Repository.Shipped.Single(p => p.Name == name);
        Assert.SkipWhen(project.MissingPackage is not null, $"{name} is left out without the package {project.MissingPackage}");

        var assembly = Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll");
        Assert.True(File.Exists(assembly), $"{project.Path} is packable, but Calling.Build.Tests does not reference it");

        var actual = ApiText.Of(Assembly.LoadFrom(assembly));
        var file = Repository.FullPath($"api/{project.AssemblyName}.txt");
        if (s_accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var accepted = File.Exists(file) ? File.ReadAllText(file) : "";
        var difference = Difference.Of(accepted.Split('\n'), actual.Split('\n'));
        if (difference.Count > 0)
        {
            Assert.Fail($"The public API of {name} changed. If that is meant, run ./run api and commit api/.\n"
                + string.Join('\n', difference));
        }
    }

    [Fact]
    public void Every_accepted_api_belongs_to_a_project()
    {
        var known = Repository.Shipped.Where(p => p.IsPackable).Select(p => $"api/{p.AssemblyName}.txt");
        var stale = Repository.Files("api", "*.txt").Except(known);
        if (s_accept)
            stale.ToList().ForEach(file => File.Delete(Repository.FullPath(file)));
        else
            Offences.AssertNone(stale.Select(file => $"{file} is of no packable project; ./run api removes it"));
    }
}
