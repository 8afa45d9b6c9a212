namespace Calling.Build.Tests.Specification;

/// <summary>The rules that people read, the rules that programs read, and the tests that prove them say the same.</summary>
public class RuleTests
{
    /// <summary>Rules whose tests are being written. It only gets shorter: a rule that has got a test must leave it.</summary>
    private static readonly string[] s_pendingRules = [];

    /// <summary>These tests name rules to judge the others; that is no proof.</summary>
    private static readonly Lazy<HashSet<string>> s_tested = new(() =>
        [.. Repository.Files("tests", "*.cs").Concat(Repository.Files("conformance", "*.cs"))
            .Where(f => !f.StartsWith("tests/Build.Tests/", StringComparison.Ordinal) && !f.StartsWith("conformance/Calling.Conformance.SelfTest/", StringComparison.Ordinal))
            .SelectMany(f => RuleNames.OfTests(File.ReadAllText(Repository.FullPath(f))))]);

    [Fact]
    public void The_page_and_rules_json_list_the_same_rules()
    {
        var difference = Difference.Of([.. SpecificationPage.Rows], [.. Rule.All.Select(r => r.Row)]);
        if (difference.Count > 0)
            Assert.Fail($"- stands in {SpecificationPage.File} only, + in {Rule.File} only:\n{string.Join('\n', difference)}");
    }

    [Fact]
    public void Rules_are_well_formed()
    {
        var capabilities = Enum.GetNames<CallCapabilities>().Except([nameof(CallCapabilities.None)]).ToHashSet();
        var offences = from rule in Rule.All
                       from flaw in Flaws(rule, capabilities)
                       select $"{rule.Id}: {flaw}";
        Offences.AssertNone(offences);

        static IEnumerable<string> Flaws(Rule rule, HashSet<string> capabilities)
        {
            if (!RuleNames.In(rule.Id).SetEquals([rule.Id]))
                yield return "an id is CALL- and three digits";
            if (rule.Level is not ("MUST" or "SHOULD" or "MAY"))
                yield return $"{rule.Level} is no level";
            if (rule.PartCapability is [])
                yield return "partCapability is left out, not empty";
            foreach (string name in rule.Capabilities.Where(c => !capabilities.Contains(c)))
                yield return $"{name} is not in CallCapabilities";
            if (rule.Verification == Verification.Automated && rule.Reason is not null)
                yield return "only what is not automated has a reason";
            if (rule.Verification != Verification.Automated && string.IsNullOrWhiteSpace(rule.Reason))
                yield return "what is not automated needs a reason";
        }
    }

    [Fact]
    public void Ids_are_given_once_and_in_order()
    {
        var ids = Rule.All.Select(r => r.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_automated_rule_has_a_test()
    {
        Offences.AssertNone(
            from rule in Rule.All
            where rule.Verification == Verification.Automated && !s_tested.Value.Contains(rule.Id) && !s_pendingRules.Contains(rule.Id)
            select $"{rule.Id} is automated and no test carries its id: {rule.Text}");
    }

    [Fact]
    public void What_waits_for_its_tests_has_none()
    {
        var automated = Rule.All.Where(r => r.Verification == Verification.Automated).Select(r => r.Id).ToHashSet();
        Offences.AssertNone(s_pendingRules.Where(id => s_tested.Value.Contains(id)).Select(id => $"{id} has a test: take it off the pending rules"));
        Offences.AssertNone(s_pendingRules.Where(id => !automated.Contains(id)).Select(id => $"{id} is not an automated rule: it waits for nothing"));
    }

    [Fact]
    public void What_is_called_untested_has_no_test()
    {
        Offences.AssertNone(
            from rule in Rule.All
            where rule.Verification == Verification.Untested && s_tested.Value.Contains(rule.Id)
            select $"{rule.Id} has a test: say automated in {Rule.File}");
    }

    [Fact]
    public void Every_id_that_is_named_anywhere_is_a_rule()
    {
        var known = Rule.All.Select(r => r.Id).ToHashSet();
        Offences.AssertNone(
            from file in Repository.Files(".", "*.cs", "*.md", "*.json", "*.txt", "*.csproj", "*.ts", "*.js", "*.html")
            from id in RuleNames.In(File.ReadAllText(Repository.FullPath(file)))
            where !known.Contains(id)
            select $"{file} names {id}, which is no rule");
    }

    [Theory]
    [InlineData("    public async Task CALL_010_011_an_invitation_rings_once()", "CALL-010,CALL-011")]
    [InlineData("    public virtual ValueTask CALL_024()\n    public override void CALL_033_x()", "CALL-024,CALL-033")]
    [InlineData("    [Rule(\"CALL-024\"), Fact]\n    [Trait(\"Rule\", \"CALL-033\")]", "CALL-024,CALL-033")]
    [InlineData("    public void CALL_113_1000_messages_change_nothing()", "CALL-113")]
    [InlineData("/// <summary>Rule CALL-024.</summary>\n// public void CALL_033_x()\nvar id = \"CALL-034\"; Run(CALL_035_x);", "")]
    public void Tests_are_recognised_by_the_ids_they_carry(string source, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), RuleNames.OfTests(source).Order(StringComparer.Ordinal));
}
