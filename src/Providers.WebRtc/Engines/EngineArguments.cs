using System.Net;
using Calling.Media;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>What every engine refuses, with <c>InvalidArgument</c>.</summary>
internal static class EngineArguments
{
    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new CallException(CallErrorCode.InvalidArgument, message);
        }
    }

    public static void CheckAddresses(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            Require(IPAddress.TryParse(address, out _), $"The local address \"{address}\" is not an IP address.");
        }
    }

    public static void Check(AudioSource source)
    {
        if (source is AudioSource.Tone tone)
        {
            Require(tone.Frequency is >= 20 and <= 20_000, $"The tone's frequency {tone.Frequency} is outside 20 to 20,000.");
            Require(tone.Level is >= 0 and <= 1, $"The tone's level {tone.Level} is outside 0 to 1.");
        }
    }

    public static void Check(VideoSource source)
    {
        if (source is VideoSource.TestPattern pattern)
        {
            Require(
                pattern is { Width: >= 16 and <= 1_920, Height: >= 16 and <= 1_080, FramesPerSecond: >= 1 and <= 60 } && (pattern.Width | pattern.Height) % 2 == 0,
                $"{pattern} is outside even 16x16 to 1,920x1,080 at 1 to 60 pictures a second.");
        }
    }
}
