using System.Runtime.InteropServices;

namespace Calling.Acs.Emulator.Tests;

/// <summary>Sends buffers of one value; 20 ms, 16 kHz, mono.</summary>
internal sealed class Mouth
{
    public const int Samples = 320;

    public RawOutgoingAudioStream Stream { get; } = new(new RawOutgoingAudioStreamOptions
    {
        Properties = { SampleRate = AudioStreamSampleRate.Hz_16000, BufferDuration = AudioStreamBufferDuration.Ms20 },
    });

    public OutgoingAudioOptions Options => new() { Stream = Stream };

    public async Task SayAsync(short value)
    {
        var samples = Enumerable.Repeat(value, Samples).ToArray();
        using var buffer = new RawAudioBuffer { Buffer = FrameMemory.Write(MemoryMarshal.AsBytes<short>(samples)) };
        await Stream.SendRawAudioBufferAsync(buffer).Soon();
    }
}
