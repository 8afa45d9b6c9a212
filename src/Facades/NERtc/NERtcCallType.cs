namespace Calling.NERtc;

/// <summary>What a call is for. Vendor: NERtcCallType, as of 1.5 (1.0 had Video 0 and Audio 1).</summary>
public enum NERtcCallType
{
    /// <summary>Sound only.</summary>
    Audio = 1,

    /// <summary>Sound and pictures.</summary>
    Video = 2,
}
