using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>Counts what media did in a world, so that a test can assert what must not have happened.</summary>
/// <remarks>A frame is a picture, or 20 ms of sound; each is also one packet. Counts go on when a call ends.</remarks>
public sealed class MockMediaMonitor
{
    private readonly MediaHub _hub;

    internal MockMediaMonitor(MediaHub hub) => _hub = hub;

    /// <summary>Media of calls that were opened and not yet disposed.</summary>
    public int OpenSessions => _hub.Read(() => _hub.Ledger.Sessions);

    /// <summary>Frames that devices sent to others, each counted once per receiver. Zero for who only rings (rule CALL-090).</summary>
    /// <param name="sender">Whose; a user id or a device.</param>
    /// <param name="kind">Sound or pictures.</param>
    public long FramesSent(MockTarget sender, MediaKind kind) => _hub.CountOf(sender, kind, sent: true).Frames;

    /// <summary>Frames that devices received and decoded; what a path lost is not among them.</summary>
    /// <param name="receiver">Whose; a user id or a device.</param>
    /// <param name="kind">Sound or pictures.</param>
    public long FramesReceived(MockTarget receiver, MediaKind kind) => _hub.CountOf(receiver, kind, sent: false).Frames;

    /// <summary>The cameras that devices switched to in calls, in the order of the acts (rule CALL-095).</summary>
    /// <param name="owner">Whose; a user id or a device.</param>
    public IReadOnlyList<CameraFacing> CameraSwitches(MockTarget owner = default)
        => _hub.Read(() => (IReadOnlyList<CameraFacing>)[.. _hub.Ledger.Choices.Where(c => owner.Matches(c.Party)).Select(c => c.Facing).OfType<CameraFacing>()]);

    /// <summary>The audio routes that devices chose in calls, in the order of the acts (rule CALL-095).</summary>
    /// <param name="owner">Whose; a user id or a device.</param>
    public IReadOnlyList<AudioRoute> AudioRoutes(MockTarget owner = default)
        => _hub.Read(() => (IReadOnlyList<AudioRoute>)[.. _hub.Ledger.Choices.Where(c => owner.Matches(c.Party)).Select(c => c.Route).OfType<AudioRoute>()]);

    /// <summary>Sources that run now, previews among them: devices, files, patterns, tones and the application's own (rule CALL-096).</summary>
    /// <param name="owner">Whose; a user id or a device.</param>
    public int OpenSources(MockTarget owner = default) => _hub.Read(() => _hub.Ledger.OpenOf(owner, devicesOnly: false));

    /// <summary>Cameras and microphones that are open now, previews among them (rule CALL-096).</summary>
    /// <param name="owner">Whose; a user id or a device.</param>
    public int OpenDevices(MockTarget owner = default) => _hub.Read(() => _hub.Ledger.OpenOf(owner, devicesOnly: true));
}
