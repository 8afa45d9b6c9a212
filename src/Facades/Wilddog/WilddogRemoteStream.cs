using Calling.Media;

namespace Calling.Wilddog;

/// <summary>What the remote user lets this one hear and see.</summary>
/// <remarks>Vendor: WDGRemoteStream. Any thread.</remarks>
public sealed class WilddogRemoteStream
{
    private readonly ICallSession _session;

    internal WilddogRemoteStream(ICallSession session, string userId) => (_session, UserId) = (session, userId);

    /// <summary>Whose it is.</summary>
    public string UserId { get; }

    /// <summary>What the remote user has switched on now.</summary>
    public MediaState Media => _session.Snapshot.Participants.FirstOrDefault(p => p.UserId == UserId)?.Media ?? default;

    /// <summary>Shows the pictures.</summary>
    /// <remarks>Vendor: attach:</remarks>
    /// <param name="sink">Gets the frames.</param>
    /// <returns>Dispose it to detach. Vendor: detach:</returns>
    public IDisposable Attach(IVideoSink sink) => _session.Media.AddVideoSink(UserId, sink);

    /// <summary>Takes the sound, besides its being played.</summary>
    /// <param name="sink">Gets the frames.</param>
    /// <returns>Dispose it to detach.</returns>
    public IDisposable Attach(IAudioSink sink) => _session.Media.AddAudioSink(UserId, sink);
}
