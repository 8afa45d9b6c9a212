using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>What is open, and what flowed on paths that are gone. Used under the hub's lock.</summary>
internal sealed class MediaLedger
{
    private readonly Dictionary<(CallParty Party, MediaKind Kind, bool Sent), FrameCount> _kept = [];
    private readonly Dictionary<(CallParty Party, bool IsDevice), int> _open = [];

    /// <summary>Sessions that were opened and not disposed.</summary>
    public int Sessions { get; set; }

    /// <summary>The cameras that were switched to, and the routes that were chosen, in the order of the acts.</summary>
    public List<(CallParty Party, CameraFacing? Facing, AudioRoute? Route)> Choices { get; } = [];

    public void Open(CallParty party, bool isDevice, int by)
        => _open[(party, isDevice)] = _open.GetValueOrDefault((party, isDevice)) + by;

    public int OpenOf(MockTarget target, bool devicesOnly)
        => _open.Where(o => target.Matches(o.Key.Party) && (o.Key.IsDevice || !devicesOnly)).Sum(o => o.Value);

    public void Keep(MediaLink link, TimeSpan now)
    {
        foreach (var flow in link.Flows)
        {
            Keep((flow.Sender.Session.Self, flow.Kind, true), flow.CountAt(now));
            Keep((flow.Receiver.Self, flow.Kind, false), flow.ReceivedAt(now));
        }
    }

    public FrameCount CountOf(MockTarget target, MediaKind kind, bool sent)
        => _kept.Where(k => k.Key.Kind == kind && k.Key.Sent == sent && target.Matches(k.Key.Party))
            .Aggregate(default(FrameCount), (sum, k) => sum + k.Value);

    private void Keep((CallParty Party, MediaKind Kind, bool Sent) key, FrameCount count)
        => _kept[key] = _kept.GetValueOrDefault(key) + count;
}
