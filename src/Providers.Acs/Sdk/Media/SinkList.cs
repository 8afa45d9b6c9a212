namespace Calling.Providers.Acs.Sdk;

/// <summary>The app's sinks by user. Once an attachment was disposed its sink is not called again; a sink may detach itself while it is called.</summary>
internal sealed class SinkList<TSink>
    where TSink : class
{
    private readonly Lock _lock = new();
    private Attachment[] _all = [];

    /// <summary>All there are now; the array never changes.</summary>
    public Attachment[] All => Volatile.Read(ref _all);

    public IDisposable Add(string userId, TSink sink)
    {
        var attachment = new Attachment(this, userId, sink);
        lock (_lock)
        {
            Volatile.Write(ref _all, [.. _all, attachment]);
        }

        return attachment;
    }

    private void Remove(Attachment attachment)
    {
        lock (_lock)
        {
            Volatile.Write(ref _all, [.. _all.Where(a => a != attachment)]);
        }
    }

    internal sealed class Attachment(SinkList<TSink> owner, string userId, TSink sink) : IDisposable
    {
        private bool _over;

        public string UserId => userId;

        public TSink Sink => sink;

        /// <summary>Held while the sink is called: detaching waits for the frame that is being delivered.</summary>
        public Lock Delivering { get; } = new();

        public bool IsOver => _over;

        public void Dispose()
        {
            owner.Remove(this);
            lock (Delivering)
            {
                _over = true;
            }
        }
    }
}
