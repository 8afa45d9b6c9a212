using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>The form with the underscore [3P,U].</summary>
[EmulatorDefined("numbers [M]")]
public enum AudioStreamSampleRate
{
    Hz_16000 = 0,
    Hz_22050 = 1,
    Hz_24000 = 2,
    Hz_32000 = 3,
    Hz_44100 = 4,
    Hz_48000 = 5,
}
