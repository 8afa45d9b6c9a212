using System.Text.RegularExpressions;

namespace Calling.Build.Tests;

/// <summary>What keeps the code easy to find and to read.</summary>
public partial class HygieneTests
{
    private const int HardStop = 500;

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.FullPath("Calling.sln")).Replace('\\', '/');
        var missing = Repository.Projects.Where(p => !solution.Contains($"\"{p.Path}\"", StringComparison.Ordinal))
            .Select(p => $"{p.Path}: dotnet sln add {p.Path}");
        Offences.AssertNone(missing);
    }

    [Fact]
    public void No_source_file_is_longer_than_the_hard_stop()
    {
        string[] folders = ["src", "tests", "conformance", "samples", "bench"];
        var tooLong = from folder in folders
                      from file in Repository.Files(folder, "*.cs", "*.ts", "*.js", "*.css", "*.html")
                      let lines = File.ReadLines(Repository.FullPath(file)).Count()
                      where lines > HardStop
                      select $"{file} has {lines} lines; the hard stop is {HardStop}";
        Offences.AssertNone(tooLong);
    }

    [Fact]
    public void A_file_holds_one_public_type_and_is_named_as_it()
    {
        var offences = from file in Repository.Files("src", "*.cs")
                       let types = PublicTypes(File.ReadAllText(Repository.FullPath(file)))
                       let named = Path.GetFileName(file).Split('.')[0]
                       where types.Any(t => t != named)
                       select $"{file} declares {string.Join(", ", types)}";
        Offences.AssertNone(offences);
    }

    [Theory]
    [InlineData("public sealed class A\n{\n    public enum Nested { }\n}\ninternal enum B;", "A")]
    [InlineData("public readonly record struct A<T>(T Value);\npublic delegate void B(int x);", "A,B")]
    [InlineData("public interface A : IEnumerable<B>;\npublic record B(int C);", "A,B")]
    [InlineData("public delegate ref readonly int A<T>(T x);\npublic delegate (int, B<C>) D();", "A,D")]
    public void Public_types_are_recognised(string source, string expected) =>
        Assert.Equal(expected.Split(','), PublicTypes(source));

    /// <summary>Namespaces are file-scoped, so a type at the start of a line is a top-level type.</summary>
    private static List<string> PublicTypes(string source) =>
        [.. PublicType().Matches(source).Select(m => m.Groups["name"].Value).Distinct()];

    [GeneratedRegex("""
        ^public\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*
        (?:(?:record\s+struct|record\s+class|record|class|struct|interface|enum)\s+(?<name>\w+)
          |delegate\s[^;]*?\b(?<name>\w+)(?:<[\w\s,]*>)?\([^()]*\)\s*(?:;|where\b))
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex PublicType();
}
