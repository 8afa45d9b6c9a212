using System.Runtime.CompilerServices;
using Azure.Communication.Calling.WindowsClient;
using Calling.Media;
using Microsoft.Extensions.Logging;
using Windows.Foundation;

namespace Calling.Providers.Acs.Sdk;

/// <summary>The app's sound on its way into the SDK: brought to one format, cut into buffers of 20 ms, sent in order. What does not go in time is dropped.</summary>
internal sealed class OutgoingSound : IAudioSink, IDisposable
{
    public const int Rate = 48_000;
    private const int BufferSamples = Rate / 50;
    private const int BufferCount = 10;

    private readonly Lock _lock = new();
    private readonly MediaCount _count;
    private readonly AudioLevelMeter? _level;
    private readonly ILogger _logger;
    private readonly RawAudioBuffer[] _ring = new RawAudioBuffer[BufferCount];
    private readonly MappedMemory[] _memory = new MappedMemory[BufferCount];
    private readonly Action _sent;
    private ValueTaskAwaiter _send;
    private int _first;
    private int _full;
    private int _filled;
    private double _position;
    private bool _open;
    private bool _sending;
    private bool _disposed;

    public OutgoingSound(MediaCount count, AudioLevelMeter? level, ILogger logger)
    {
        (_count, _level, _logger, _sent) = (count, level, logger, Sent);
        Stream = new(new()
        {
            Properties = new()
            {
                Format = AudioStreamFormat.Pcm16Bit,
                SampleRate = AudioStreamSampleRate.Hz_48000,
                ChannelMode = AudioStreamChannelMode.Mono,
                BufferDuration = AudioStreamBufferDuration.Ms20,
            },
        });
        for (int i = 0; i < BufferCount; i++)
        {
            var buffer = new MemoryBuffer(BufferSamples * sizeof(short));
            (_ring[i], _memory[i]) = (new RawAudioBuffer { Buffer = buffer }, new(buffer));
        }
    }

    public RawOutgoingAudioStream Stream { get; }

    /// <summary>In force when it returns: no sound is given to the SDK that comes later, nor what waits already.</summary>
    public void SetOpen(bool open)
    {
        lock (_lock)
        {
            _open = open;
            (_full, _filled, _position) = (0, 0, 0);
        }
    }

    /// <inheritdoc />
    public void OnFrame(in AudioFrame frame)
    {
        lock (_lock)
        {
            if (!_open || _disposed || Stream.State != AudioStreamState.Started)
            {
                return;
            }

            _level?.OnFrame(frame);
            Append(frame);
            if (_sending || _full == 0)
            {
                return;
            }

            _sending = true;
        }

        Send();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            (_disposed, _open, _full) = (true, false, 0);
            if (!_sending)
            {
                Drop();
            }
        }
    }

    /// <summary>Every channel's mean, by the nearest sample.</summary>
    private void Append(in AudioFrame frame)
    {
        int length = frame.Samples.Length / frame.Channels;
        double step = (double)frame.SampleRate / Rate;
        for (; _position < length; _position += step)
        {
            if (_full == BufferCount - 1)
            {
                // One is with the SDK, which does not take the others: sound that is 200 ms late is worth nothing.
                (_position, _filled) = (0, 0);
                return;
            }

            int at = (int)_position * frame.Channels;
            int sample = frame.Channels == 1 ? frame.Samples[at] : (frame.Samples[at] + frame.Samples[at + 1]) / 2;
            _memory[(_first + _full) % BufferCount].Samples[_filled++] = (short)sample;
            if (_filled == BufferSamples)
            {
                (_filled, _full) = (0, _full + 1);
            }
        }

        _position -= length;
    }

    private void Send()
    {
        while (TryNext(out var buffer))
        {
            if (!IsDone(SendAsync(buffer)))
            {
                _send.UnsafeOnCompleted(_sent);
                return;
            }

            _send.GetResult();
        }
    }

    private bool IsDone(ValueTask sending)
    {
        _send = sending.GetAwaiter();
        return _send.IsCompleted;
    }

    private void Sent()
    {
        _send.GetResult();
        Send();
    }

    /// <summary>Its state comes out of a pool, and goes back where its result is taken: a buffer costs no allocation here.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(RawAudioBuffer buffer)
    {
        try
        {
            await Stream.SendRawAudioBufferAsync(buffer);
            _count.Add(MediaKind.Audio, isOutgoing: true, BufferSamples * sizeof(short));
        }
        catch (Exception e)
        {
            // It was stopped meanwhile, as a rule: this buffer is lost.
            AcsLog.Lost(_logger, e);
        }
    }

    private bool TryNext(out RawAudioBuffer buffer)
    {
        lock (_lock)
        {
            buffer = _ring[_first];
            if (_full == 0)
            {
                _sending = false;
                if (_disposed)
                {
                    Drop();
                }

                return false;
            }

            // What is filled next lies behind: the one being sent comes round last.
            (_first, _full) = ((_first + 1) % BufferCount, _full - 1);
            return true;
        }
    }

    private void Drop()
    {
        for (int i = 0; i < BufferCount; i++)
        {
            _memory[i].Dispose();
            _ring[i].Dispose();
        }
    }
}
