using System.Text.RegularExpressions;

namespace Calling.Build.Tests.Specification;

/// <summary>Where texts name rules: <c>CALL-024</c>, or <c>CALL_010_011_…</c> in the names of tests, which counts for each.</summary>
internal static partial class RuleNames
{
    /// <summary>Every id that a text names, once.</summary>
    public static IReadOnlySet<string> In(string text) => Ids(Name().Matches(text));

    /// <summary>The ids that tests in a source carry: in a method's name, or in an attribute. A comment proves nothing.</summary>
    public static IReadOnlySet<string> OfTests(string source) => Ids(Test().Matches(source).SelectMany(m => Name().Matches(m.Value)));

    private static HashSet<string> Ids(IEnumerable<Match> names) =>
        [.. names.SelectMany(m => Number().Matches(m.Value)).Select(m => "CALL-" + m.Value)];

    [GeneratedRegex(@"CALL(?:[-_]\d{3}(?!\d))+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\d{3}")]
    private static partial Regex Number();

    [GeneratedRegex("""
        ^\s*(?:public|protected)\s[\w\s]*?\b(?:void|Task|ValueTask)\s+CALL_\w+
        |^\s*\[.*"CALL-\d{3}.*
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Test();
}
