namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>A file that is being played: the pace ends before the file is closed.</summary>
internal sealed class Playing(Pacer pacer, IDisposable file) : IDisposable
{
    public void Dispose()
    {
        pacer.Dispose();
        file.Dispose();
    }
}
