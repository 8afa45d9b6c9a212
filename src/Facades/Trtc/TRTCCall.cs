using Calling.Facades;

namespace Calling.Trtc;

/// <summary>What is kept for one session, and no snapshot tells.</summary>
internal sealed class TRTCCall
{
    /// <summary>Where the others are shown.</summary>
    public RemoteViews Views { get; } = new();

    /// <summary>What each user who has entered was last told to send, to tell which of both has changed.</summary>
    public Dictionary<string, MediaState> Media { get; } = [];

    /// <summary>Who invited users into the running call: only that one is told their answers.</summary>
    public Dictionary<string, string?> Inviters { get; } = [];

    /// <summary>Who had not answered when other members last invited: several who are invited at once are told at once.</summary>
    public IReadOnlyList<string> Invitees { get; set; } = [];
}
