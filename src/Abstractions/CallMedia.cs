namespace Calling;

/// <summary>What a call is for.</summary>
public enum CallMedia
{
    /// <summary>Sound only.</summary>
    Audio,

    /// <summary>Sound and pictures.</summary>
    Video,
}
