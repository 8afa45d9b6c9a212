using Calling.Providers;

namespace Calling.Clients;

/// <summary>A sink that the app attached, before media was there or after. Disposing waits for a frame that is being delivered.</summary>
internal abstract class SinkAttachment(CallMediaPort port) : IDisposable
{
    private readonly Lock _lock = new();
    private IDisposable? _inner;
    private volatile bool _detached;

    /// <summary>Held while a frame is delivered, so that none is after <see cref="Dispose"/>. A sink may detach itself.</summary>
    protected Lock Delivery { get; } = new();

    /// <summary>True once nothing may be delivered any more.</summary>
    protected bool IsDetached => _detached;

    /// <summary>Passes it on to the media.</summary>
    /// <param name="media">The media.</param>
    public void Attach(IMediaSession media)
    {
        if (_detached)
        {
            return;
        }

        IDisposable? inner = AddTo(media);
        lock (_lock)
        {
            if (!_detached)
            {
                (_inner, inner) = (inner, null);
            }
        }

        inner?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IDisposable? inner;
        lock (_lock)
        {
            _detached = true;
            (inner, _inner) = (_inner, null);
        }

        port.Remove(this);
        lock (Delivery)
        {
            // Whoever delivers has finished, or will see that it is detached.
        }

        inner?.Dispose();
    }

    /// <summary>Adds itself to the media.</summary>
    /// <param name="media">The media.</param>
    protected abstract IDisposable AddTo(IMediaSession media);
}
