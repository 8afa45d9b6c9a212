namespace Calling.EndToEnd;

/// <summary>Counts what one participant was seen and heard with.</summary>
public sealed class Counter : IDisposable
{
    private readonly CountingSink _sink = new();
    private readonly IDisposable _video;
    private readonly IDisposable _audio;

    public Counter(ICallMedia media, string user) => (_video, _audio) = (media.AddVideoSink(user, _sink), media.AddAudioSink(user, _sink));

    public int Pictures => _sink.Pictures;

    public int Sounds => _sink.Sounds;

    public (int Width, int Height) Size => _sink.Size;

    public void Dispose()
    {
        _video.Dispose();
        _audio.Dispose();
    }
}
