using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C]; Stride2, Stride3 and that FramesPerSecond is a float [M].</summary>
public sealed class VideoStreamFormat
{
    private VideoStreamResolution _resolution;

    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>Setting it fills width and height.</summary>
    public VideoStreamResolution Resolution
    {
        get => _resolution;
        set
        {
            _resolution = value;
            (Width, Height) = value switch
            {
                VideoStreamResolution.P1080 or VideoStreamResolution.FullHd => (1920, 1080),
                VideoStreamResolution.P720 or VideoStreamResolution.Hd => (1280, 720),
                VideoStreamResolution.P540 => (960, 540),
                VideoStreamResolution.P480 => (848, 480),
                VideoStreamResolution.P360 => (640, 360),
                VideoStreamResolution.P270 => (480, 270),
                VideoStreamResolution.P240 => (424, 240),
                VideoStreamResolution.P180 => (320, 180),
                VideoStreamResolution.Vga => (640, 480),
                VideoStreamResolution.Qvga => (320, 240),
                _ => (Width, Height),
            };
        }
    }

    public VideoStreamPixelFormat PixelFormat { get; set; }

    [EmulatorDefined("that it is a float [M]")]
    public float FramesPerSecond { get; set; }

    public int Stride1 { get; set; }

    [EmulatorDefined("[M]")]
    public int Stride2 { get; set; }

    [EmulatorDefined("[M]")]
    public int Stride3 { get; set; }
}
