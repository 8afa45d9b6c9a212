using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

public sealed partial class RemoteParticipant
{
    private static readonly PropertyChangedEventArgs s_changed = new();
    private readonly CommunicationCall _call;
    private IReadOnlyList<(OutgoingVideoStream Source, IncomingVideoStream Stream)> _videos = [];

    internal RemoteParticipant(CommunicationCall call, CallIdentifier identifier) => (_call, Identifier) = (call, identifier);

    internal EventQueue Events => _call.Events;

    internal void Apply(ParticipantView view, bool rawPictures)
    {
        Change(view.Name != DisplayName, () => DisplayName = view.Name, DisplayNameChanged);
        Change(view.State != State, () => State = view.State, StateChanged);
        Change(view.Muted != IsMuted, () => IsMuted = view.Muted, IsMutedChanged);
        Change(view.Speaking != IsSpeaking, () => IsSpeaking = view.Speaking, IsSpeakingChanged);
        ApplyVideos(view.Videos, rawPictures);
    }

    internal void Leave(EndCode? reason)
    {
        ApplyVideos([], rawPictures: false);
        CallEndReason = reason is { } code ? new CallEndReason(code.Code, code.Subcode) : null;
        Change(State != ParticipantState.Disconnected, () => State = ParticipantState.Disconnected, StateChanged);
    }

    internal void Receive(OutgoingVideoStream source, Picture picture)
    {
        foreach (var (from, stream) in _videos)
        {
            if (from == source && stream is RawIncomingVideoStream raw)
            {
                raw.Receive(picture);
            }
        }
    }

    internal void Tell(IncomingVideoStream stream) =>
        VideoStreamStateChanged?.Invoke(this, new VideoStreamStateChangedEventArgs(stream, ""));

    private void ApplyVideos(IReadOnlyList<OutgoingVideoStream> sources, bool rawPictures)
    {
        var gone = _videos.Where(video => !sources.Contains(video.Source)).ToList();
        var added = sources.Where(source => _videos.All(video => video.Source != source)).Select(source => (source, Make(source, rawPictures))).ToList();
        _videos = [.. _videos.Except(gone), .. added];
        foreach (var (_, stream) in gone)
        {
            stream.Move(VideoStreamState.NotAvailable);
        }

        foreach (var (_, stream) in added)
        {
            stream.Move(VideoStreamState.Available);
        }
    }

    private IncomingVideoStream Make(OutgoingVideoStream source, bool raw) =>
        raw ? new RawIncomingVideoStream(this, source.SourceKind, Events.Beside()) : new RemoteIncomingVideoStream(this, source.SourceKind);

    private void Change(bool changed, Action set, EventHandler<PropertyChangedEventArgs>? tell)
    {
        if (changed)
        {
            set();
            tell?.Invoke(this, s_changed);
        }
    }
}
