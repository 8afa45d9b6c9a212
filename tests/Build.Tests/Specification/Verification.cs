namespace Calling.Build.Tests.Specification;

/// <summary>How a rule is checked; the page says what each means.</summary>
internal enum Verification
{
    Automated,
    Manual,
    Untested,
}
