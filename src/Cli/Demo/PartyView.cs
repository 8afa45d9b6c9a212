namespace Calling.Cli.Demo;

/// <summary>What one party of a group saw and heard of another.</summary>
/// <param name="Of">Whom.</param>
/// <param name="VideoFrames">Pictures that came.</param>
/// <param name="AudioSeconds">Audible sound that came.</param>
/// <param name="Picture">One of the pictures, small; null if none came in time.</param>
internal sealed record PartyView(string Of, int VideoFrames, double AudioSeconds, Thumbnail? Picture);
