using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Calling.Acs.Emulator.Tests;

/// <summary>Takes the mixed sound as buffers.</summary>
internal sealed class Ear
{
    private readonly ConcurrentQueue<short[]> _buffers = [];

    public Ear(AudioStreamSampleRate rate = AudioStreamSampleRate.Hz_16000, AudioStreamChannelMode mode = AudioStreamChannelMode.Mono)
    {
        Stream = new RawIncomingAudioStream(new RawIncomingAudioStreamOptions { Properties = { SampleRate = rate, ChannelMode = mode } });
        Stream.MixedAudioBufferReceived += (_, args) =>
            _buffers.Enqueue(MemoryMarshal.Cast<byte, short>(FrameMemory.Read(args.AudioBuffer.Buffer!)).ToArray());
    }

    public RawIncomingAudioStream Stream { get; }

    public IReadOnlyList<short[]> Buffers => [.. _buffers];

    public IncomingAudioOptions Options => new() { Stream = Stream };
}
