using System.Runtime.CompilerServices;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Frames;

/// <summary>Turns 16-bit 48 kHz samples of one appsink into borrowed frames, without a managed allocation for any of them.</summary>
internal sealed unsafe class AudioSampleReader(SinkList<IAudioSink> sinks, ILogger log) : IDisposable
{
    internal const int SampleRate = 48_000;

    private nint _caps;
    private int _channels;

    /// <summary>Runs of sound read, whether or not anybody took them.</summary>
    internal long Count { get; private set; }

    internal void Read(nint sample)
    {
        Count++;
        var attachments = sinks.Current;
        if (attachments.Length == 0 || !Learn(Gst.gst_sample_get_caps(sample)))
        {
            return;
        }

        var buffer = Gst.gst_sample_get_buffer(sample);
        Unsafe.SkipInit(out GstMapInfo map);
        if (Gst.gst_buffer_map(buffer, &map, Gst.MapRead) == 0)
        {
            Log.PipelineWarning(log, "Decoded sound could not be read.");
            return;
        }

        try
        {
            var count = (int)map.Size / sizeof(short) / _channels * _channels;
            var frame = new AudioFrame(
                new ReadOnlySpan<short>((void*)map.Data, count), SampleRate, _channels, Timestamps.ToTimeSpan(((GstBuffer*)buffer)->Pts));
            Deliver(in frame, attachments);
        }
        finally
        {
            Gst.gst_buffer_unmap(buffer, &map);
        }
    }

    public void Dispose()
    {
        if (_caps != 0)
        {
            Gst.gst_mini_object_unref(_caps);
            _caps = 0;
        }
    }

    private static void Deliver(in AudioFrame frame, SinkList<IAudioSink>.Attachment[] attachments)
    {
        foreach (var attachment in attachments)
        {
            attachment.Give(in frame);
        }
    }

    private bool Learn(nint caps)
    {
        if (caps != _caps)
        {
            Dispose();
            _channels = 0;
            if (caps != 0)
            {
                _caps = Gst.gst_mini_object_ref(caps);
                _ = Gst.gst_structure_get_int(Gst.gst_caps_get_structure(caps, 0), "channels", out _channels);
            }
        }

        return _channels is 1 or 2;
    }
}
