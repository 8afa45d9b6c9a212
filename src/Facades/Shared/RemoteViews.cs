using System.Collections.Concurrent;
using Calling.Media;

namespace Calling.Facades;

/// <summary>Which view shows which user of one session; at most one each.</summary>
internal sealed class RemoteViews
{
    private readonly ConcurrentDictionary<string, IDisposable> _views = new();

    /// <summary>Shows a user in a view instead of the former one, or nowhere.</summary>
    public void Show(ICallSession session, string userId, IVideoSink? view)
    {
        if (_views.TryRemove(userId, out var former))
        {
            former.Dispose();
        }

        if (view is not null)
        {
            _views[userId] = session.Media.AddVideoSink(userId, view);
        }
    }
}
