using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>A remote participant, as it was when its call was looked at last.</summary>
internal sealed class WatchedParticipant : IDisposable
{
    private readonly RemoteParticipant _participant;
    private readonly Action _look;

    public WatchedParticipant(RemoteParticipant participant, Action look)
    {
        (_participant, _look) = (participant, look);
        AcsId = participant.Identifier.RawId;
        participant.StateChanged += OnChanged;
        participant.IsMutedChanged += OnChanged;
        participant.VideoStreamStateChanged += OnStreamChanged;
    }

    public string AcsId { get; }

    public RemoteParticipant Participant => _participant;

    public SdkParticipantState State { get; private set; }

    public bool IsIn => State is SdkParticipantState.Connected or SdkParticipantState.Hold;

    /// <summary>What it has switched on; who holds the call sends nothing.</summary>
    public MediaState Media { get; private set; }

    /// <summary>Its pictures, where they can be had.</summary>
    public IReadOnlyList<IncomingVideoStream> Streams { get; private set; } = [];

    public void Read()
    {
        State = _participant.State;
        Streams = [.. _participant.IncomingVideoStreams.Where(s => s.SourceKind == VideoStreamSourceKind.Video && s.State is not VideoStreamState.NotAvailable)];
        Media = State == SdkParticipantState.Hold ? default : new(!_participant.IsMuted, Streams.Count > 0);
    }

    public void Dispose()
    {
        _participant.StateChanged -= OnChanged;
        _participant.IsMutedChanged -= OnChanged;
        _participant.VideoStreamStateChanged -= OnStreamChanged;
    }

    private void OnChanged(object? sender, PropertyChangedEventArgs args) => _look();

    private void OnStreamChanged(object? sender, VideoStreamStateChangedEventArgs args) => _look();
}
