namespace Calling.Effects;

/// <summary>The calls that the app has sessions of, oldest first. Changed on the mailbox, read on any thread.</summary>
internal sealed class CallTable
{
    private volatile CallHost[] _hosts = [];

    /// <summary>All of them.</summary>
    public ReadOnlySpan<CallHost> Hosts => _hosts;

    /// <summary>The sessions that have not ended.</summary>
    public IReadOnlyList<ICallSession> Live
    {
        get
        {
            var live = new List<ICallSession>();
            foreach (CallHost host in _hosts)
            {
                if (host.Session.Snapshot.State != CallState.Ended)
                {
                    live.Add(host.Session);
                }
            }

            return live;
        }
    }

    /// <summary>Adds a call.</summary>
    /// <param name="host">The call.</param>
    public void Add(CallHost host) => _hosts = [.. _hosts, host];

    /// <summary>Removes calls.</summary>
    /// <param name="over">Which.</param>
    public void Remove(Predicate<CallHost> over)
    {
        if (Array.Exists(_hosts, over))
        {
            _hosts = Array.FindAll(_hosts, host => !over(host));
        }
    }

    /// <summary>Finds a call: its latest session, where the user was in it before.</summary>
    /// <param name="callId">Its id.</param>
    public CallHost? Find(string callId) => Array.FindLast(_hosts, host => host.CallId == callId);
}
