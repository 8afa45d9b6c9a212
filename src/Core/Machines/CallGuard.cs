using System.Globalization;
using Calling.Providers;

namespace Calling.Machines;

/// <summary>Whom a user may ring, and for how long (rules CALL-006, CALL-007, CALL-040).</summary>
internal static class CallGuard
{
    public static string? Callees(string self, IReadOnlyList<string> callees, CallLimits limits)
    {
        if (callees.Count == 0)
        {
            return "the list of callees is empty.";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string callee in callees)
        {
            if (limits.CheckUserId(callee) is { } problem)
            {
                return problem;
            }

            if (callee == self)
            {
                return $"the user '{callee}' cannot call themselves.";
            }

            if (!seen.Add(callee))
            {
                return $"the callee '{callee}' is named twice.";
            }
        }

        return null;
    }

    public static string TooMany(int users, CallLimits limits) => string.Create(
        CultureInfo.InvariantCulture, $"a call of {users} users is larger than the provider's limit of {limits.MaxParticipants}.");

    public static string? RingTimeout(TimeSpan timeout, CallLimits limits) =>
        timeout >= limits.MinRingTimeout && timeout <= limits.MaxRingTimeout ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the ring timeout {timeout.TotalSeconds} s is outside {limits.MinRingTimeout.TotalSeconds} s to {limits.MaxRingTimeout.TotalSeconds} s.");
}
