using System.Collections.Concurrent;
using Calling.Facades;
using Calling.Media;

namespace Calling.NERtc;

/// <summary>What the kit keeps for one session, and no snapshot tells.</summary>
internal sealed class NERtcCall
{
    /// <summary>Where the others are shown.</summary>
    public RemoteViews Views { get; } = new();

    /// <summary>What each user was last told to send, to tell which of both has changed.</summary>
    public Dictionary<string, MediaState> Media { get; } = [];

    /// <summary>Users whom this device invited into a running call: it is told their answers, as a caller is.</summary>
    public ConcurrentDictionary<string, bool> Invited { get; } = new();

    /// <summary>Whether the caller puts a bill into the chat.</summary>
    public bool SendsBill { get; set; } = true;

    /// <summary>The request for video that this user declined: its end is no news.</summary>
    public string? Declined { get; set; }

    /// <summary>Whether the end of the call has been seen; in turns only.</summary>
    public bool IsOver { get; set; }

    /// <summary>The camera in use; the vendor's switchCamera takes the other one.</summary>
    public CameraFacing Facing { get; set; } = CameraFacing.Front;
}
