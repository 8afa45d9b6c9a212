namespace Calling.Providers.WebRtc.SipSorcery;

/// <summary>Settings of the SIPSorcery engine; copied when the factory is made. The provider's own settings do not contain them.</summary>
public sealed class SipSorceryOptions
{
    /// <summary>How long received packets wait for stragglers, in milliseconds, 0 to 2,000. More forgives worse networks, and delays.</summary>
    public int JitterBufferMilliseconds { get; set; } = 50;

    /// <summary>Bit rate of each video track that the engine steers for, in bits a second, 50,000 to 20,000,000.</summary>
    public int VideoBitsPerSecond { get; set; } = 800_000;

    /// <summary>Most frames between two key frames that nobody asked for, 1 to 10,000.</summary>
    public int KeyFrameInterval { get; set; } = 150;

    /// <summary>A copy that nobody changes.</summary>
    /// <exception cref="CallException">An option is out of range (<c>InvalidArgument</c>).</exception>
    internal SipSorceryOptions Validated()
    {
        Require(JitterBufferMilliseconds, 0, 2_000, nameof(JitterBufferMilliseconds));
        Require(VideoBitsPerSecond, 50_000, 20_000_000, nameof(VideoBitsPerSecond));
        Require(KeyFrameInterval, 1, 10_000, nameof(KeyFrameInterval));
        return (SipSorceryOptions)MemberwiseClone();
    }

    private static void Require(int value, int min, int max, string name)
    {
        if (value < min || value > max)
        {
            throw new CallException(CallErrorCode.InvalidArgument, $"SipSorceryOptions.{name} is {value}; it must be {min} to {max}.");
        }
    }
}
