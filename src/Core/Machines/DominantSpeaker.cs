using System.Collections.Immutable;
using Calling.Media;

namespace Calling.Machines;

/// <summary>Who speaks: decided from levels, interval by interval, and not too quickly.</summary>
/// <remarks>
/// Levels are smoothed. Whoever speaks first is the dominant speaker; another one takes over by being clearly louder for
/// <see cref="Persistence"/> intervals in a row; after <see cref="Patience"/> intervals of silence nobody is. Whoever has left is not.
/// </remarks>
internal sealed record DominantSpeaker
{
    /// <summary>A smoothed level from which somebody speaks: -42 dBFS.</summary>
    public const double Speaking = 30;

    /// <summary>How much louder a newcomer must be: 6 dB.</summary>
    public const double Margin = 10;

    /// <summary>For how many intervals.</summary>
    public const int Persistence = 3;

    /// <summary>After how many silent intervals nobody speaks.</summary>
    public const int Patience = 5;

    public static readonly DominantSpeaker Nobody = new();

    /// <summary>Who speaks, or null.</summary>
    public string? UserId { get; init; }

    private ImmutableDictionary<string, double> Smoothed { get; init; } = ImmutableDictionary<string, double>.Empty;

    private string? Challenger { get; init; }

    private int Louder { get; init; }

    private int Silent { get; init; }

    /// <summary>Takes the levels of everybody in the call during one interval.</summary>
    public DominantSpeaker Hear(IReadOnlyList<AudioLevel> levels)
    {
        var smoothed = levels.ToImmutableDictionary(l => l.UserId, l => (Smoothed.GetValueOrDefault(l.UserId) + l.Level) / 2);
        var next = this with { Smoothed = smoothed, UserId = UserId is { } user && smoothed.ContainsKey(user) ? UserId : null };
        string? loudest = smoothed.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault().Key;
        return loudest is null || smoothed[loudest] < Speaking ? next.Wait() : next.Weigh(loudest);
    }

    /// <summary>Nobody speaks now.</summary>
    private DominantSpeaker Wait() => Silent + 1 < Patience
        ? this with { Challenger = null, Louder = 0, Silent = Silent + 1 }
        : this with { Challenger = null, Louder = 0, UserId = null };

    private DominantSpeaker Weigh(string loudest)
    {
        var heard = this with { Silent = 0 };
        if (UserId is null)
        {
            return heard with { UserId = loudest, Challenger = null, Louder = 0 };
        }

        if (loudest == UserId || Smoothed[loudest] < Smoothed[UserId] + Margin)
        {
            return heard with { Challenger = null, Louder = 0 };
        }

        int louder = loudest == Challenger ? Louder + 1 : 1;
        return louder < Persistence
            ? heard with { Challenger = loudest, Louder = louder }
            : heard with { UserId = loudest, Challenger = null, Louder = 0 };
    }
}
