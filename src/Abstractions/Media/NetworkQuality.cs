namespace Calling.Media;

/// <summary>How well a participant's media comes through (rule CALL-126).</summary>
public enum NetworkQuality
{
    /// <summary>Nothing to notice: under 2 % loss.</summary>
    Good,

    /// <summary>Noticeable: from 2 % loss, or 300 ms there and back.</summary>
    Poor,

    /// <summary>Hardly usable: from 10 % loss, or 800 ms there and back.</summary>
    Bad,
}
