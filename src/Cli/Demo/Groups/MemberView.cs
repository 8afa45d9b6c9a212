using Calling.Cli.Media;

namespace Calling.Cli.Demo.Groups;

/// <summary>What comes of one member, looked at and listened to.</summary>
internal sealed class MemberView(ICallMedia media, string of) : IDisposable
{
    private readonly FrameGrabber _seen = new();
    private readonly AudioRecorder _heard = new();
    private readonly List<IDisposable> _sinks = [];

    public string Of => of;

    /// <summary>Attaches the sinks; they wait for the member if need be.</summary>
    public void Open()
    {
        _sinks.Add(media.AddVideoSink(of, _seen));
        _sinks.Add(media.AddAudioSink(of, _heard));
    }

    /// <summary>Keeps the next picture.</summary>
    public void Grab() => _seen.Grab();

    public PartyView Result => new(
        of, _seen.Count, Math.Round(_heard.Audible.TotalSeconds, 2), _seen.Picture is { } picture ? Thumbnail.Of(picture) : null);

    public void Dispose() => _sinks.ForEach(sink => sink.Dispose());
}
