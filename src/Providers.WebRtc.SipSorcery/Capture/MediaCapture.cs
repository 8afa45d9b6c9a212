using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>One opening of a source: it delivers from <see cref="Start"/> until <see cref="Shut"/>, and is then disposed.</summary>
internal abstract class MediaCapture(TimeProvider time, CaptureNews news) : IDisposable
{
    private volatile bool _isShut;
    private volatile bool _encodes;

    internal bool IsShut => _isShut;

    /// <summary>Whether somebody wants what comes out of the encoder.</summary>
    internal bool Encodes
    {
        get => _encodes;
        set => _encodes = value;
    }

    protected CaptureNews News => news;

    /// <summary>The clock that frames are stamped by.</summary>
    protected TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Opens the source.</summary>
    /// <exception cref="Exception">It is not there, or is not what it should be.</exception>
    internal abstract void Start();

    /// <summary>Nothing that comes later is shown or sent.</summary>
    internal void Shut() => _isShut = true;

    /// <summary>The next picture has to be one that decoding can start with.</summary>
    internal virtual void RequestKeyFrame()
    {
    }

    public abstract void Dispose();

    protected void Publish(EncodedFrame frame) => news.Encoded(this, frame);

    protected void Fail(Exception fault) => news.Failed(this, fault.Message);
}
