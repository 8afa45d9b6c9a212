namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>The application's own frames on their way into a capture pipeline.</summary>
internal interface IApplicationFeed
{
    /// <summary>Asks the application to deliver.</summary>
    /// <returns>Dispose to have it stop.</returns>
    IDisposable Start();

    /// <summary>Whatever comes later goes nowhere; no call into native code is under way after this returned.</summary>
    void Close();
}
