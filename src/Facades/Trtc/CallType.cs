namespace Calling.Trtc;

/// <summary>What a call is for. Vendor: CallType.</summary>
public enum CallType
{
    /// <summary>Not said. Vendor: CallType_Unknown.</summary>
    Unknown = 0,

    /// <summary>Sound. Vendor: CallType_Audio.</summary>
    Audio = 1,

    /// <summary>Sound and pictures. Vendor: CallType_Video.</summary>
    Video = 2,
}
