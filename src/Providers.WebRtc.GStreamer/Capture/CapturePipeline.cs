using System.Runtime.InteropServices;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.GStreamer.Frames;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>One opening of a source: device, converter, encoder. Shut for good once, never reopened.</summary>
internal sealed unsafe class CapturePipeline : IDisposable
{
    private readonly Lock _life = new();
    private readonly EngineRuntime _engine;
    private readonly CaptureDescription _description;
    private readonly VideoSampleReader? _preview;
    private readonly AudioSampleReader? _monitor;
    private readonly IApplicationFeed? _feed;
    private readonly nint _valve;
    private readonly nint _encoded;
    private nint _pipeline;
    private IDisposable? _running;
    private volatile bool _shut;

    /// <summary>Builds it; no device is opened before <see cref="Start"/>.</summary>
    internal CapturePipeline(
        EngineRuntime engine, CaptureDescription description, object source, SinkList<IVideoSink> previews, SinkList<IAudioSink> monitors,
        Action<CapturePipeline, nint> onEncoded, Action<CapturePipeline, string> onError, Action<CapturePipeline> onEnd, ILogger log)
    {
        (_engine, _description) = (engine, description);
        GError* error = null;
        _pipeline = Gst.gst_parse_launch(description.Launch, &error);
        if (error is not null)
        {
            var reason = Marshal.PtrToStringUTF8((nint)error->Message) ?? "The pipeline could not be built.";
            GLib.g_error_free(error);
            Release();
            throw new InvalidOperationException(reason);
        }

        Gst.gst_object_ref_sink(_pipeline);
        Gst.gst_pipeline_use_clock(_pipeline, engine.Clock);
        BusWatch.Set(_pipeline, reason => onError(this, reason), () => onEnd(this), null, log);
        _valve = Child(CaptureDescription.Valve);
        _encoded = Child(CaptureDescription.Encoded);
        SampleCallback.Set(_encoded, sample => onEncoded(this, sample), log);
        if (Child(CaptureDescription.Preview) is not 0 and var preview)
        {
            _preview = new VideoSampleReader(previews, log);
            SampleCallback.Set(preview, ShowPreview, log);
            Gst.gst_object_unref(preview);
        }

        if (Child(CaptureDescription.Monitor) is not 0 and var monitor)
        {
            _monitor = new AudioSampleReader(monitors, log);
            SampleCallback.Set(monitor, Listen, log);
            Gst.gst_object_unref(monitor);
        }

        if (Child(CaptureDescription.Application) is not 0 and var application)
        {
            _feed = source switch
            {
                VideoSource.Frames video => new VideoFeed(video.Source, application),
                AudioSource.Frames audio => new AudioFeed(audio.Source, application, RunningTime),
                _ => null,
            };
            Gst.gst_object_unref(application);
        }

        if (source is VideoSource.TestPattern pattern)
        {
            var element = Child(CaptureDescription.Source);
            var pad = Gst.gst_element_get_static_pad(element, "src");
            ClockOverlay.Attach(pad, pattern.Width, pattern.Height, log);
            Gst.gst_object_unref(pad);
            Gst.gst_object_unref(element);
        }

        if (description.Property is not null)
        {
            var element = Child(CaptureDescription.Source);
            GObjects.SetString(element, description.Property, description.Value!);
            Gst.gst_object_unref(element);
        }
    }

    /// <summary>True from the moment the gate shut: nothing of this opening may be sent or shown any more.</summary>
    internal bool IsShut => _shut;

    internal void Shut() => _shut = true;

    /// <summary>Opens the device; blocks for as long as that takes.</summary>
    /// <exception cref="InvalidOperationException">It did not open.</exception>
    internal void Start()
    {
        if (Gst.gst_element_set_state(_pipeline, Gst.StatePlaying) == Gst.StateFailure)
        {
            throw new InvalidOperationException("The source could not be started.");
        }

        if (_description.FakeElement is { } name && Child(name) is not 0 and var fake)
        {
            // Autodetection would send a test picture in place of a camera that is not there.
            Gst.gst_object_unref(fake);
            throw new InvalidOperationException("No such device was found on this machine.");
        }

        if (_feed is not null && !_shut)
        {
            _running = _feed.Start();
        }
    }

    /// <summary>Lets pictures and sound into the encoder, or saves its work while nobody is sent to.</summary>
    internal void SetEncoding(bool on)
    {
        lock (_life)
        {
            if (_pipeline != 0)
            {
                GObjects.Set(_valve, "drop", on ? "false" : "true");
            }
        }
    }

    /// <summary>Asks the encoder for a key frame.</summary>
    internal void ForceKeyFrame()
    {
        lock (_life)
        {
            if (_pipeline == 0)
            {
                return;
            }

            Gst.gst_object_ref(_encoded);
        }

        _ = Gst.gst_element_send_event(_encoded, GstVideo.gst_video_event_new_upstream_force_key_unit(Gst.NoTime, 1, 0));
        Gst.gst_object_unref(_encoded);
    }

    internal static bool IsKey(nint sample) => (((GstBuffer*)Gst.gst_sample_get_buffer(sample))->Base.Flags & Gst.BufferDeltaUnit) == 0;

    internal static void Release(nint buffer) => Gst.gst_mini_object_unref(buffer);

    /// <summary>Brings an encoded buffer onto the clock of the sending pipelines.</summary>
    /// <param name="sample">From the encoder, borrowed.</param>
    /// <returns>A buffer of its own that shares the memory, owned by the caller.</returns>
    internal nint Translate(nint sample)
    {
        var buffer = Gst.gst_sample_get_buffer(sample);
        var copy = Gst.gst_buffer_copy_region(buffer, 1 | 2 | 4 | 8, 0, -1);
        var header = (GstBuffer*)copy;
        var time = header->Pts == Gst.NoTime
            ? Gst.NoTime : Gst.gst_segment_to_running_time(Gst.gst_sample_get_segment(sample), Gst.FormatTime, header->Pts);
        header->Pts = time == Gst.NoTime ? _engine.RunningTime : time + Gst.gst_element_get_base_time(_pipeline) - _engine.BaseTime;
        header->Dts = Gst.NoTime;
        return copy;
    }

    /// <summary>Stops, and releases the device; blocks until that is done. Never on a streaming thread.</summary>
    public void Dispose()
    {
        _shut = true;
        try
        {
            _running?.Dispose();
        }
        finally
        {
            _feed?.Close();
            _ = Gst.gst_element_set_state(_pipeline, Gst.StateNull);
            lock (_life)
            {
                BusWatch.Clear(_pipeline);
                Gst.gst_object_unref(_valve);
                Gst.gst_object_unref(_encoded);
                Release();
            }

            _preview?.Dispose();
            _monitor?.Dispose();
        }
    }

    private void ShowPreview(nint sample)
    {
        if (!_shut)
        {
            _preview!.Read(sample);
        }
    }

    private void Listen(nint sample)
    {
        if (!_shut)
        {
            _monitor!.Read(sample);
        }
    }

    private ulong RunningTime() => Gst.gst_clock_get_time(_engine.Clock) - Gst.gst_element_get_base_time(_pipeline);

    private nint Child(string name) => Gst.gst_bin_get_by_name(_pipeline, name);

    private void Release()
    {
        if (_pipeline != 0)
        {
            Gst.gst_object_unref(_pipeline);
            _pipeline = 0;
        }
    }
}
