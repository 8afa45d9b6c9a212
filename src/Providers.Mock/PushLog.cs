using Calling.Signaling;
using Calling.Signaling.Switchboards;

namespace Calling.Providers.Mock;

/// <summary>A push service that only writes down what it was told.</summary>
internal sealed class PushLog : IOfflineInvitationObserver
{
    private readonly Lock _lock = new();
    private readonly List<OfflineInvitation> _all = [];

    public IReadOnlyList<OfflineInvitation> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public void OnOffline(OfflineInvitation invitation)
    {
        lock (_lock)
        {
            _all.Add(invitation);
        }
    }

    public void OnWithdrawn(string invitationId)
    {
    }
}
