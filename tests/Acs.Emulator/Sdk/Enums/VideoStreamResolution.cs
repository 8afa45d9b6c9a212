using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>P360 [C], the rest [M].</summary>
[EmulatorDefined("numbers [M]")]
public enum VideoStreamResolution
{
    Unknown = 0,
    P1080 = 1,
    P720 = 2,
    P540 = 3,
    P480 = 4,
    P360 = 5,
    P270 = 6,
    P240 = 7,
    P180 = 8,
    FullHd = 9,
    Hd = 10,
    Vga = 11,
    Qvga = 12,
}
