using Calling.Conformance.Report;
using static Calling.Conformance.Tests.Report.Results;

namespace Calling.Conformance.Tests.Report;

/// <summary>What result files say of a rule.</summary>
public sealed class VerdictTests : IDisposable
{
    /// <summary>Put together here, so that nobody takes it for the name of a rule.</summary>
    private static readonly string s_unknown = $"CALL-{999}";
    private readonly Results _results = new();

    public void Dispose() => _results.Dispose();

    [Theory]
    [InlineData("Pass", null, "pass")]
    [InlineData("Fail", "expected 1, read 2", "fail")]
    [InlineData("Skip", "UNSUPPORTED CALL-001: Acme does not declare Group", "unsupported")]
    [InlineData("Skip", "UNAVAILABLE CALL-001: the fixture offers no Wire hook", "unavailable")]
    [InlineData("Skip", "DEVIATION CALL-001: the vendor cannot", "deviation")]
    [InlineData("Skip", "somebody switched it off", "unavailable")]
    public void A_test_says(string result, string? reason, string word)
    {
        var matrix = _results.Of(Test("CALL-001", result, reason));
        Assert.Equal(word, Matrix.Word(matrix.Providers[0], "CALL-001"));
        Assert.Equal(reason is null ? [] : [$"It holds: {reason}"], Matrix.Reasons(matrix.Providers[0], "CALL-001"));
    }

    [Theory]
    [InlineData("pass", "Pass", "Pass")]
    [InlineData("pass, in part", "Pass", "UNAVAILABLE")]
    [InlineData("pass", "Pass", "UNSUPPORTED")]
    [InlineData("unavailable", "UNSUPPORTED", "UNAVAILABLE")]
    [InlineData("deviation", "Pass", "DEVIATION")]
    [InlineData("fail", "DEVIATION", "Fail")]
    public void The_worst_of_several_tests_counts(string word, params string[] results)
    {
        var matrix = _results.Of(
            [.. results.Select(r => r is "Pass" or "Fail" ? Test("CALL-001", r, r == "Fail" ? "x" : null) : Test("CALL-001", "Skip", $"{r} CALL-001: x"))]);
        Assert.Equal(word, Matrix.Word(matrix.Providers[0], "CALL-001"));
    }

    [Fact]
    public void A_rule_without_a_test_is_untested_and_counted()
    {
        var matrix = _results.Of(Test("CALL-001", "Pass"), Test("CALL-002", "Fail", "first line\nsecond line", "one side"));
        Assert.Equal("–", Matrix.Word(matrix.Providers[0], "CALL-003"));
        Assert.Equal("1 fail, 1 pass, 1 untested", matrix.Summary(matrix.Providers[0]));
        Assert.Equal(["It holds (one side): first line"], Matrix.Reasons(matrix.Providers[0], "CALL-002"));
    }

    [Fact]
    public void A_rule_that_is_not_in_the_book_is_an_error()
    {
        var error = Assert.Throws<InvalidDataException>(() => _results.Of(Test("CALL-001", "Pass"), Test(s_unknown, "Pass")));
        Assert.Contains(s_unknown, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CALL-001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_book_the_rules_are_those_of_the_tests() => Assert.Equal(["CALL-001", s_unknown], Rule.Read(null, [s_unknown, "CALL-001", s_unknown]).Select(r => r.Id));

    [Fact]
    public void A_book_that_is_not_there_is_an_error() => Assert.Throws<FileNotFoundException>(() => Rule.Read("/nowhere.json", ["CALL-001"]));

    [Fact]
    public void A_file_without_a_test_of_a_rule_is_an_error() =>
        Assert.Throws<InvalidDataException>(() => ProviderResults.Read("Acme", _results.Write("none.xml", "<assemblies/>")));
}
