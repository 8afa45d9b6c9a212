using System.Collections.Immutable;

namespace Calling.Conformance.Scripts;

/// <summary>What several devices do, step by step. After each step that races with no other everything settles.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Devices">Who takes part.</param>
/// <param name="Steps">What happens.</param>
internal sealed record Script(int Seed, ImmutableList<DeviceSettings> Devices, ImmutableList<Step> Steps)
{
    /// <summary>The steps between one settling and the next; more than one race with each other.</summary>
    public IReadOnlyList<IReadOnlyList<Step>> Groups
    {
        get
        {
            List<List<Step>> groups = [];
            foreach (var step in Steps)
            {
                if (step.Races && groups.Count > 0)
                {
                    groups[^1].Add(step);
                }
                else
                {
                    groups.Add([step]);
                }
            }

            return groups;
        }
    }

    /// <summary>The same, and then everybody signs out, one after the other.</summary>
    public Script WithFarewell() => this with { Steps = Steps.AddRange(Devices.Select(d => new Step(d.Name, Act.SignOut))) };

    public override string ToString() =>
        string.Join('\n', Devices.Select(d => $"   {d}").Prepend($"seed {Seed}").Concat(Numbered()));

    private IEnumerable<string> Numbered() => Steps.Select((step, i) => $"{i + 1,3} {step}");
}
