namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>Told what happens to a local track. Any thread, one call at a time; it returns at once and never throws.</summary>
public interface ILocalTrackObserver
{
    /// <summary>The device or file is missing, refused or stopped working; the track stays silent until it is opened anew.</summary>
    /// <param name="track">The track.</param>
    /// <param name="reason">What the stack said, for people.</param>
    void OnTrackFailed(ILocalTrack track, string reason);
}
