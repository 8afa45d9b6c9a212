using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A call at this end.</summary>
public sealed class CommunicationCall : CommonCommunicationCall, IDisposable
{
    public event EventHandler<PropertyChangedEventArgs>? StateChanged;

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

    public string Id => throw new NotImplementedException();

    public CallState State => throw new NotImplementedException();

    [EmulatorDefined("[P,M]")]
    public CallDirection Direction => throw new NotImplementedException();

    public CallEndReason? CallEndReason => throw new NotImplementedException();

    [EmulatorDefined("[P,M]")]
    public CallerDetails? CallerDetails => throw new NotImplementedException();

    public IReadOnlyList<RemoteParticipant> RemoteParticipants => throw new NotImplementedException();

    public IReadOnlyList<OutgoingVideoStream> OutgoingVideoStreams => throw new NotImplementedException();

    public bool IsOutgoingAudioMuted => throw new NotImplementedException();

    [EmulatorDefined("[U,M]")]
    public bool IsIncomingAudioMuted => throw new NotImplementedException();

    public OutgoingAudioStream? ActiveOutgoingAudioStream => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public IncomingAudioStream? ActiveIncomingAudioStream => throw new NotImplementedException();

    public DateTimeOffset StartTime => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public int TotalParticipantCount => throw new NotImplementedException();

    public override CommunicationCallKind Kind => CommunicationCallKind.Call;

    public Task HangUpAsync(HangUpOptions? options) => throw new NotImplementedException();

    public Task MuteOutgoingAudioAsync() => throw new NotImplementedException();

    public Task UnmuteOutgoingAudioAsync() => throw new NotImplementedException();

    public Task MuteIncomingAudioAsync() => throw new NotImplementedException();

    public Task UnmuteIncomingAudioAsync() => throw new NotImplementedException();

    public Task StartVideoAsync(OutgoingVideoStream stream) => throw new NotImplementedException();

    public Task StopVideoAsync(OutgoingVideoStream stream) => throw new NotImplementedException();

    public Task StartAudioAsync(CallAudioStream stream) => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public Task StopAudioAsync(CallAudioStream stream) => throw new NotImplementedException();

    [EmulatorDefined("[P,M]")]
    public Task HoldAsync() => throw new NotImplementedException();

    [EmulatorDefined("[P,M]")]
    public Task ResumeAsync() => throw new NotImplementedException();

    /// <summary>[P,M] It may be AddParticipantAsync [?].</summary>
    [EmulatorDefined("the name is not settled [P,M]")]
    public RemoteParticipant AddParticipant(CallIdentifier participant) => throw new NotImplementedException();

    [EmulatorDefined("[U,M]")]
    public Task RemoveParticipantAsync(RemoteParticipant participant) => throw new NotImplementedException();

    public Task MuteAllRemoteParticipantsAsync() => throw new NotImplementedException();

    [EmulatorDefined("the name [M], since 1.11.0")]
    public Task<string> GetServerCallIdAsync() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
