namespace Calling.Build.Tests.Specification;

/// <summary>The page lists every event with all that it carries, and every outcome and reason.</summary>
public class EventTableTests
{
    /// <summary>What the page promises and the code does not have yet, with all that it carries. It only gets shorter.</summary>
    private static readonly string[] s_planned = [];

    [Fact]
    public void The_tables_and_the_types_have_the_same_events_and_payloads()
    {
        string[] page = [.. OnThePage("Events of a session", typeof(CallEvent)), .. OnThePage("Events of a client", typeof(CallClientEvent))];
        string[] code = [.. InTheCode(typeof(CallEvent)), .. InTheCode(typeof(CallClientEvent))];
        Offences.AssertNone(
        [
            .. code.Except(page).Select(n => $"{n} is missing in the tables of {SpecificationPage.File}"),
            .. page.Except(code).Where(n => !IsPlanned(n)).Select(n => $"{n} stands in {SpecificationPage.File} and not in the code"),
            .. s_planned.Intersect(code).Select(n => $"{n} is there: take it off the planned ones"),
            .. s_planned.Except(page).Select(n => $"{n} is planned and not in the tables of {SpecificationPage.File}"),
        ]);
    }

    [Fact]
    public void The_lists_of_outcomes_and_reasons_are_those_of_the_code()
    {
        Assert.Equal(Enum.GetNames<CallResponse>(), SpecificationPage.Names(nameof(CallResponse)));
        Assert.Equal(Enum.GetNames<CallEndReason>(), SpecificationPage.Names(nameof(CallEndReason)));
    }

    private static IEnumerable<string> OnThePage(string heading, Type family) =>
        SpecificationPage.Events(heading).SelectMany(e => Named(family, e.Name, e.Payload));

    private static IEnumerable<string> InTheCode(Type family) =>
        family.GetNestedTypes().SelectMany(e => Named(family, e.Name, e.GetProperties().Select(p => p.Name)));

    /// <summary>An event, then each thing that it carries.</summary>
    private static IEnumerable<string> Named(Type family, string name, IEnumerable<string> payload) =>
        payload.Select(p => $"{family.Name}.{name}.{p}").Prepend($"{family.Name}.{name}");

    private static bool IsPlanned(string name) => s_planned.Any(p => name == p || name.StartsWith(p + ".", StringComparison.Ordinal));
}
