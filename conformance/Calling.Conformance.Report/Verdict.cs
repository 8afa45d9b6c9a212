namespace Calling.Conformance.Report;

/// <summary>What the tests of a rule say about a provider; of several the greatest counts.</summary>
internal enum Verdict
{
    /// <summary>No test of the provider ran.</summary>
    NotRun,

    /// <summary>No test carries the rule.</summary>
    Untested,

    /// <summary>The provider does not declare what the rule is about.</summary>
    Unsupported,

    /// <summary>The fixture lacks a hook that the test needs.</summary>
    Unavailable,

    /// <summary>It holds.</summary>
    Pass,

    /// <summary>It is broken, and the fixture says so and why.</summary>
    Deviation,

    /// <summary>It is broken.</summary>
    Fail,
}
