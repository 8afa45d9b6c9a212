using System.Globalization;
using Calling.Media;
using Calling.Providers.WebRtc.GStreamer.Interop;

namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>Copies the application's sound into buffers; times follow from the count of samples, so that jittery delivery is not heard.</summary>
/// <param name="source">The application.</param>
/// <param name="appSrc">Borrowed; the pipeline outlives the feed.</param>
/// <param name="runningTime">The capture pipeline's time, in nanoseconds.</param>
internal sealed unsafe class AudioFeed(IAudioFrameSource source, nint appSrc, Func<ulong> runningTime) : IApplicationFeed, IAudioSink
{
    // An application that fell behind or ran ahead further than this has paused: its sound starts anew at the present.
    private const long Tolerance = 100_000_000;
    private const long Second = 1_000_000_000;

    private readonly Lock _gate = new();
    private bool _closed;
    private (int Rate, int Channels) _layout;
    private ulong _start;
    private long _samples;

    public IDisposable Start() => source.Start(this);

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    public void OnFrame(in AudioFrame frame)
    {
        lock (_gate)
        {
            if (_closed || frame.Samples.IsEmpty)
            {
                return;
            }

            Announce(frame.SampleRate, frame.Channels);
            var size = frame.Samples.Length * sizeof(short);
            var buffer = Gst.gst_buffer_new_allocate(0, size, 0);
            GstMapInfo map;
            if (buffer == 0 || Gst.gst_buffer_map(buffer, &map, Gst.MapWrite) == 0)
            {
                return;
            }

            frame.Samples.CopyTo(new Span<short>((void*)map.Data, frame.Samples.Length));
            Gst.gst_buffer_unmap(buffer, &map);
            Stamp((GstBuffer*)buffer, frame.Samples.Length / frame.Channels, frame.SampleRate);
            _ = GstApp.gst_app_src_push_buffer(appSrc, buffer);
        }
    }

    private void Stamp(GstBuffer* buffer, int count, int rate)
    {
        var now = runningTime();
        var next = _start + (ulong)(_samples * Second / rate);
        if (_samples == 0 || Math.Abs((long)(now - next)) > Tolerance)
        {
            (_start, _samples, next) = (now, 0, now);
        }

        buffer->Pts = next;
        buffer->Duration = (ulong)(count * Second / rate);
        _samples += count;
    }

    private void Announce(int rate, int channels)
    {
        if (_layout == (rate, channels))
        {
            return;
        }

        (_layout, _samples) = ((rate, channels), 0);
        var caps = Gst.gst_caps_from_string(string.Create(
            CultureInfo.InvariantCulture, $"audio/x-raw,format={(BitConverter.IsLittleEndian ? "S16LE" : "S16BE")},layout=interleaved,rate={rate},channels={channels}"));
        GstApp.gst_app_src_set_caps(appSrc, caps);
        Gst.gst_mini_object_unref(caps);
    }
}
