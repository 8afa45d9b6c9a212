using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>A remote participant, as it was when its call was looked at last.</summary>
internal sealed class WatchedParticipant : IDisposable
{
    private readonly RemoteParticipant _participant;
    private readonly Action _look;
    private bool _hasRung;

    public WatchedParticipant(RemoteParticipant participant, Action look)
    {
        (_participant, _look) = (participant, look);
        AcsId = participant.Identifier.RawId;
        participant.StateChanged += OnStateChanged;
        participant.IsMutedChanged += OnChanged;
        participant.VideoStreamStateChanged += OnStreamChanged;
    }

    public string AcsId { get; }

    public RemoteParticipant Participant => _participant;

    public SdkParticipantState State { get; private set; }

    public bool IsIn => State is SdkParticipantState.Connected or SdkParticipantState.Hold;

    /// <summary>It is over for this participant, or has been.</summary>
    public bool IsOut => State == SdkParticipantState.Disconnected;

    /// <summary>It rang with this participant once, however soon that was over.</summary>
    public bool HasRung => Volatile.Read(ref _hasRung);

    /// <summary>Why it did not come or is gone, if the SDK says so.</summary>
    public (int Code, int Subcode)? EndReason { get; private set; }

    /// <summary>What it has switched on; who holds the call sends nothing.</summary>
    public MediaState Media { get; private set; }

    /// <summary>Its pictures, where they can be had.</summary>
    public IReadOnlyList<IncomingVideoStream> Streams { get; private set; } = [];

    public void Read()
    {
        State = _participant.State;
        Note();
        EndReason = _participant.CallEndReason is { } reason ? (reason.Code, reason.Subcode) : null;
        Streams = [.. _participant.IncomingVideoStreams.Where(s => s.SourceKind == VideoStreamSourceKind.Video && s.State is not VideoStreamState.NotAvailable)];
        Media = State == SdkParticipantState.Hold ? default : new(!_participant.IsMuted, Streams.Count > 0);
    }

    public void Dispose()
    {
        _participant.StateChanged -= OnStateChanged;
        _participant.IsMutedChanged -= OnChanged;
        _participant.VideoStreamStateChanged -= OnStreamChanged;
    }

    private void Note()
    {
        if (_participant.State == SdkParticipantState.Ringing)
        {
            Volatile.Write(ref _hasRung, true);
        }
    }

    private void OnStateChanged(object? sender, PropertyChangedEventArgs args)
    {
        Note();
        _look();
    }

    private void OnChanged(object? sender, PropertyChangedEventArgs args) => _look();

    private void OnStreamChanged(object? sender, VideoStreamStateChangedEventArgs args) => _look();
}
