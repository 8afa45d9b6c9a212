using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>The receivers of one stream of frames.</summary>
/// <typeparam name="TSink">Their kind.</typeparam>
internal sealed class SinkList<TSink>(MediaKind kind, ILogger log)
    where TSink : class
{
    private readonly Lock _gate = new();
    private volatile Attachment[] _attachments = [];

    /// <summary>The present attachments; the array is never changed, so that delivery allocates nothing.</summary>
    internal Attachment[] Current => _attachments;

    internal IDisposable Add(TSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var attachment = new Attachment(this, sink);
        lock (_gate)
        {
            _attachments = [.. _attachments, attachment];
        }

        return attachment;
    }

    /// <summary>One receiver. Its lock is held while it is called, which is what makes Dispose final.</summary>
    internal sealed class Attachment(SinkList<TSink> owner, TSink sink) : IDisposable
    {
        // Re-entrant: a sink may detach itself while it is called.
        private readonly Lock _delivery = new();
        private bool _disposed;

        /// <summary>Takes the lock; null when detached. <see cref="Exit"/> must follow a result.</summary>
        internal TSink? Enter()
        {
            _delivery.Enter();
            if (!_disposed)
            {
                return sink;
            }

            _delivery.Exit();
            return null;
        }

        internal void Exit() => _delivery.Exit();

        internal void Fault(Exception fault) => EngineLog.SinkFailed(owner.Logger, owner.Kind, fault);

        public void Dispose()
        {
            lock (_delivery)
            {
                _disposed = true;
            }

            owner.Remove(this);
        }
    }

    private MediaKind Kind { get; } = kind;

    private ILogger Logger { get; } = log;

    private void Remove(Attachment attachment)
    {
        lock (_gate)
        {
            _attachments = Array.FindAll(_attachments, other => other != attachment);
        }
    }
}
