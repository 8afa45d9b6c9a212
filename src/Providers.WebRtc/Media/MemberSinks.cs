using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>The app's sinks by member, attached to whatever connection that member has.</summary>
internal sealed class MemberSinks
{
    private readonly Lock _lock = new();
    private readonly List<Attachment> _attachments = [];
    private readonly Dictionary<string, (object Owner, IPeerConnection Connection)> _connections = [];

    public IDisposable AddVideo(string userId, IVideoSink sink) => Add(new(this, userId, c => c.AddVideoSink(sink)));

    public IDisposable AddAudio(string userId, IAudioSink sink) => Add(new(this, userId, c => c.AddAudioSink(sink)));

    /// <summary>The member's media come from here now.</summary>
    /// <param name="userId">The member.</param>
    /// <param name="owner">Whose connection it is.</param>
    /// <param name="connection">Gets the sinks.</param>
    public void Connect(string userId, object owner, IPeerConnection connection) => Connect(userId, owner, connection, _ => true);

    /// <summary>The same owner has another connection; without effect if the owner was disconnected meanwhile.</summary>
    public void Move(string userId, object owner, IPeerConnection connection) => Connect(userId, owner, connection, present => present == owner);

    public void Disconnect(string userId, object owner)
    {
        lock (_lock)
        {
            if (_connections.TryGetValue(userId, out var present) && present.Owner == owner)
            {
                _connections.Remove(userId);
            }
        }
    }

    private void Connect(string userId, object owner, IPeerConnection connection, Predicate<object?> replaces)
    {
        List<IDisposable> former;
        lock (_lock)
        {
            if (!replaces(_connections.GetValueOrDefault(userId).Owner))
            {
                return;
            }

            _connections[userId] = (owner, connection);
            former = [.. _attachments.Where(a => a.UserId == userId).Select(a => a.Take()).OfType<IDisposable>()];
        }

        // Not under the lock: detaching waits for the frame being delivered, and its receiver may be detaching here.
        former.ForEach(f => f.Dispose());
        lock (_lock)
        {
            if (_connections.GetValueOrDefault(userId).Connection == connection)
            {
                foreach (var attachment in _attachments.Where(a => a.UserId == userId))
                {
                    attachment.Attach(connection);
                }
            }
        }
    }

    private Attachment Add(Attachment attachment)
    {
        lock (_lock)
        {
            _attachments.Add(attachment);
            if (_connections.TryGetValue(attachment.UserId, out var present))
            {
                attachment.Attach(present.Connection);
            }
        }

        return attachment;
    }

    private sealed class Attachment(MemberSinks owner, string userId, Func<IPeerConnection, IDisposable> attach) : IDisposable
    {
        private IDisposable? _inner;

        public string UserId => userId;

        public void Attach(IPeerConnection connection) => _inner ??= attach(connection);

        public IDisposable? Take()
        {
            var inner = _inner;
            _inner = null;
            return inner;
        }

        public void Dispose()
        {
            IDisposable? inner;
            lock (owner._lock)
            {
                owner._attachments.Remove(this);
                inner = Take();
            }

            inner?.Dispose();
        }
    }
}
