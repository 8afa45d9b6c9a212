using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Identifier and IncomingVideoStreams [C], the rest [M].</summary>
public sealed class RemoteParticipant
{
    public event EventHandler<VideoStreamStateChangedEventArgs>? VideoStreamStateChanged;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? StateChanged;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? IsMutedChanged;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? IsSpeakingChanged;

    [EmulatorDefined("[M]")]
    public event EventHandler<PropertyChangedEventArgs>? DisplayNameChanged;

    public CallIdentifier Identifier => throw new NotImplementedException();

    public IReadOnlyList<IncomingVideoStream> IncomingVideoStreams => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public ParticipantState State => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public string DisplayName => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public bool IsMuted => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public bool IsSpeaking => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public CallEndReason? CallEndReason => throw new NotImplementedException();

    public Task MuteAsync() => throw new NotImplementedException();
}
