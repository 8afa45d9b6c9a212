using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,M] A buffer of everybody's sound.</summary>
[EmulatorDefined("[U,M]")]
public sealed class IncomingMixedAudioEventArgs
{
    internal IncomingMixedAudioEventArgs(RawAudioBuffer audioBuffer, RawIncomingAudioStreamProperties streamProperties) =>
        (AudioBuffer, StreamProperties) = (audioBuffer, streamProperties);

    public RawAudioBuffer AudioBuffer { get; }

    public RawIncomingAudioStreamProperties StreamProperties { get; }
}
