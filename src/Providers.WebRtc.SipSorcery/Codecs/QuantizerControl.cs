namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>Steers the encoder's quantizer, its only lever, so that the mean bit rate comes out near a target.</summary>
/// <param name="bitsPerSecond">The target.</param>
internal sealed class QuantizerControl(int bitsPerSecond)
{
    private const int Finest = 8;
    private const int Coarsest = 127;

    // What is over or under the target is worked off within about a second.
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(0.5);

    private TimeSpan? _last;
    private double _debt;

    /// <summary>For the next picture: 0 fine, 127 coarse.</summary>
    internal int Index { get; private set; } = 40;

    /// <summary>One picture was encoded.</summary>
    /// <param name="bits">Its size.</param>
    /// <param name="time">When it was taken.</param>
    /// <param name="isKey">Key frames are large whatever is done: they count, but do not move the quantizer by themselves.</param>
    internal void Spent(int bits, TimeSpan time, bool isKey)
    {
        var gap = _last is { } last ? TimeSpan.FromTicks(Math.Clamp((time - last).Ticks, 0, LongestGap.Ticks)) : TimeSpan.Zero;
        _last = time;
        var share = bitsPerSecond * gap.TotalSeconds;
        _debt = Math.Clamp(_debt + bits - share, -bitsPerSecond / 2.0, bitsPerSecond);
        if (isKey || share == 0)
        {
            return;
        }

        // In shares of one picture: what this one was above its own, and a quarter of what is owed altogether.
        var over = ((bits - share) + (_debt / 4)) / share;
        Index = Math.Clamp(Index + (int)Math.Round(Math.Clamp(over * 4, -4, 10)), Finest, Coarsest);
    }
}
