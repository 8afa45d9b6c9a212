namespace Calling.Media;

/// <summary>How well a participant's media comes through (rule CALL-126); the greater, the worse. <see cref="NetworkQualityScale"/> judges.</summary>
public enum NetworkQuality
{
    /// <summary>Not measured; never told as a change.</summary>
    Unknown = 0,

    /// <summary>Nothing to notice: under 0.5 % loss and 100 ms there and back.</summary>
    Excellent = 1,

    /// <summary>Hardly anything to notice: from 0.5 % loss, or 100 ms there and back.</summary>
    Good = 2,

    /// <summary>Noticeable: from 2 % loss, or 300 ms there and back.</summary>
    Poor = 3,

    /// <summary>Hardly usable: from 10 % loss, or 800 ms there and back.</summary>
    Bad = 4,

    /// <summary>Unusable: from 25 % loss, or 1.5 s there and back.</summary>
    VeryBad = 5,
}
