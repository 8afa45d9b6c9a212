namespace Calling.Build.Tests;

internal static class Offences
{
    /// <summary>All of them at once, a line each: nobody wants to run the tests once per offence.</summary>
    public static void AssertNone(IEnumerable<string> offences)
    {
        var lines = string.Join('\n', offences);
        if (lines.Length > 0)
            Assert.Fail(lines);
    }
}
