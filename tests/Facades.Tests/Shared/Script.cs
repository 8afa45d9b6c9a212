using System.Reflection;

namespace Calling.Facades.Tests.Shared;

/// <summary>An interface whose members answer what a test says, by name; what it has not said answers null.</summary>
public class Script : DispatchProxy
{
    private readonly Dictionary<string, Func<object?>> _answers = [];

    /// <summary>Makes one.</summary>
    public static T Of<T>(params (string Member, Func<object?> Answer)[] answers)
        where T : class
    {
        var made = Create<T, Script>();
        foreach (var (member, answer) in answers)
        {
            ((Script)(object)made)._answers[member] = answer;
        }

        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => _answers.TryGetValue(targetMethod!.Name.Replace("get_", "", StringComparison.Ordinal), out var answer) ? answer() : null;
}
