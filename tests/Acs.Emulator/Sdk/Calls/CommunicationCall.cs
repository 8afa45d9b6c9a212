using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A call at this end.</summary>
public sealed partial class CommunicationCall : CommonCommunicationCall, IDisposable
{
    private EventHandler<PropertyChangedEventArgs>? _stateChanged;
    private CallState _state;

    public event EventHandler<PropertyChangedEventArgs>? StateChanged
    {
        add
        {
            _stateChanged += value;
            Events.Open();
        }
        remove => _stateChanged -= value;
    }

    public event EventHandler<ParticipantsUpdatedEventArgs>? RemoteParticipantsUpdated;

    public event EventHandler<PropertyChangedEventArgs>? OutgoingAudioStateChanged;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? IncomingAudioStateChanged;

    public event EventHandler<PropertyChangedEventArgs>? MutedByOthers;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? IdChanged;

    public event EventHandler<PropertyChangedEventArgs>? StartTimeUpdated;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? TotalParticipantCountChanged;

    public string Id { get; private set; }

    public CallState State
    {
        get
        {
            Events.Open();
            return _state;
        }
    }

    [EmulatorDefined("[P,M]")]
    public CallDirection Direction { get; }

    public CallEndReason? CallEndReason { get; private set; }

    [EmulatorDefined("[P,M]")]
    public CallerDetails? CallerDetails { get; }

    public IReadOnlyList<RemoteParticipant> RemoteParticipants { get; private set; } = [];

    public IReadOnlyList<OutgoingVideoStream> OutgoingVideoStreams => Read(() => _leg.Videos.ToArray());

    public bool IsOutgoingAudioMuted { get; private set; }

    [EmulatorDefined("[U,M]")]
    public bool IsIncomingAudioMuted { get; private set; }

    public OutgoingAudioStream? ActiveOutgoingAudioStream => Read(() => _leg.Sound.Outgoing);

    [EmulatorDefined("[M]")]
    public IncomingAudioStream? ActiveIncomingAudioStream => Read(() => _leg.Sound.Incoming);

    public DateTimeOffset StartTime { get; private set; }

    [EmulatorDefined("[M]; that it counts this end")]
    public int TotalParticipantCount { get; private set; } = 1;

    public CallFeatures Features => new(_leg.Data.Feature);

    public override CommunicationCallKind Kind => CommunicationCallKind.Call;
}
