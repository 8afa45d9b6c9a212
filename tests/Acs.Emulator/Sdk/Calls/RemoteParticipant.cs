using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Identifier and IncomingVideoStreams [C], the rest [M].</summary>
public sealed partial class RemoteParticipant
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

    public CallIdentifier Identifier { get; }

    public IReadOnlyList<IncomingVideoStream> IncomingVideoStreams => [.. _videos.Select(video => video.Stream)];

    [EmulatorDefined("[M]")]
    public ParticipantState State { get; private set; }

    [EmulatorDefined("[M]")]
    public string DisplayName { get; private set; } = "";

    [EmulatorDefined("[M]")]
    public bool IsMuted { get; private set; }

    /// <summary>In calls of many only.</summary>
    [EmulatorDefined("[M]")]
    public bool IsSpeaking { get; private set; }

    [EmulatorDefined("[M]")]
    public CallEndReason? CallEndReason { get; private set; }

    public Task MuteAsync() => _call.MuteAsync(Identifier.RawId);
}
