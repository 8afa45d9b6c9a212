namespace Calling.Conformance;

/// <summary>What one participant is seen and heard with, from its making to its disposal.</summary>
public sealed class Senses : IDisposable
{
    private readonly CountingSink _sink = new();
    private readonly IDisposable _video;
    private readonly IDisposable _audio;

    /// <summary>Begins to look and to listen.</summary>
    /// <param name="media">The session's media.</param>
    /// <param name="userId">Whom.</param>
    public Senses(ICallMedia media, string userId)
    {
        ArgumentNullException.ThrowIfNull(media);
        (_video, _audio) = (media.AddVideoSink(userId, _sink), media.AddAudioSink(userId, _sink));
    }

    /// <summary>Pictures so far.</summary>
    public int Pictures => _sink.Pictures;

    /// <summary>Frames of sound so far that were not silence.</summary>
    public int Sounds => _sink.Sounds;

    /// <summary>The last picture's.</summary>
    public (int Width, int Height) Size => _sink.Size;

    /// <inheritdoc/>
    public void Dispose()
    {
        _video.Dispose();
        _audio.Dispose();
    }
}
