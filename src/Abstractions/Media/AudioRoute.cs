namespace Calling.Media;

/// <summary>Where the others are heard (rule CALL-095).</summary>
public enum AudioRoute
{
    /// <summary>At the ear.</summary>
    Earpiece,

    /// <summary>Aloud.</summary>
    Speaker,
}
