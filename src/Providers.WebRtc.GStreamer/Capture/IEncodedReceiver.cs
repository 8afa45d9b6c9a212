namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>Takes what a track encoded: the sending half of one connection.</summary>
internal interface IEncodedReceiver
{
    /// <summary>Takes one encoded buffer, borrowed. Returns at once.</summary>
    /// <param name="buffer">On the clock of the sending pipelines.</param>
    /// <param name="isKey">Whether decoding can start here.</param>
    /// <returns>False when a key frame has to come first.</returns>
    bool Push(nint buffer, bool isKey);

    /// <summary>Cuts: nothing captured before now will begin to leave.</summary>
    /// <returns>Done when no packet of what was pushed before is on its way out any more.</returns>
    Task Fence();
}
