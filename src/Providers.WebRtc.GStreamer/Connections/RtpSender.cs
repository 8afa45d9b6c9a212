using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Calling.Media;
using Calling.Providers.WebRtc.GStreamer.Capture;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>The sending half of one kind: encoded buffers of a track, made into RTP of this connection.</summary>
internal sealed unsafe class RtpSender(EngineRuntime engine, MediaKind kind, TimeProvider time, ILogger log) : IEncodedReceiver
{
    private readonly Lock _swap = new();
    private readonly Lock _life = new();
    private volatile LocalTrack? _track;
    private volatile bool _connected;
    private nint _source;
    private nint _sourcePad;
    private bool _needsKey = true;
    private bool _closed;
    private ulong _notBefore;
    private long? _beganAt;

    internal MediaKind Kind => kind;

    internal uint Ssrc { get; } = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <summary>How long ago the first packet was sent, or null.</summary>
    internal TimeSpan? Age => _beganAt is { } began ? time.GetElapsedTime(began) : null;

    /// <summary>Adds the elements to a pipeline and links them to webrtcbin.</summary>
    /// <param name="pipeline">The connection's pipeline.</param>
    /// <param name="webrtcPad">The sink pad requested for this kind.</param>
    /// <param name="payload">The negotiated payload type.</param>
    internal void Build(nint pipeline, nint webrtcPad, int payload)
    {
        var payloader = kind == MediaKind.Audio ? "rtpopuspay" : "rtpvp8pay picture-id-mode=15-bit";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"appsrc name=in is-live=true format=time do-timestamp=false block=false max-bytes=4000000 max-time=0 leaky-type=upstream"
            + $" caps=\"{MediaFormats.EncodedCaps(kind)}\" ! {payloader} name=pay pt={payload} ssrc={Ssrc} mtu=1200"
            + $" ! capsfilter caps=\"{MediaFormats.RtpCaps(kind, payload)}\"");
        GError* error = null;
        var bin = Gst.gst_parse_bin_from_description(text, 1, &error);
        if (error is not null)
        {
            var reason = Marshal.PtrToStringUTF8((nint)error->Message);
            GLib.g_error_free(error);
            throw new InvalidOperationException(reason);
        }

        _ = Gst.gst_bin_add(pipeline, bin);
        var output = Gst.gst_element_get_static_pad(bin, "src");
        var linked = Gst.gst_pad_link(output, webrtcPad);
        Gst.gst_object_unref(output);
        if (linked != 0)
        {
            throw new InvalidOperationException($"The {kind} sender could not be linked ({linked}).");
        }

        lock (_life)
        {
            _source = Gst.gst_bin_get_by_name(bin, "in");
            _sourcePad = Gst.gst_element_get_static_pad(_source, "src");
            PadProbe.Add(_sourcePad, PadProbe.Buffers, buffer => MayLeave(buffer) ? PadProbe.Pass : PadProbe.Drop, log);
            PadProbe.Add(_sourcePad, PadProbe.UpstreamEvents, PassRequest, log);
        }
    }

    /// <summary>Changes what is sent; in force on return.</summary>
    internal void SetTrack(LocalTrack? track)
    {
        lock (_swap)
        {
            var old = _track;
            if (old == track)
            {
                return;
            }

            _track = null;
            old?.Remove(this);
            Fence().Wait(LocalTrack.FenceLimit);
            if (!_closed)
            {
                _track = track;
                track?.Add(this);

                // Asked for earlier, it would be thrown away, and put off the one that the peer can use.
                if (_connected)
                {
                    track?.RequestKeyFrame();
                }
            }
        }
    }

    /// <summary>Media may flow from now on: the peer is the one that was signalled.</summary>
    internal void SetConnected()
    {
        lock (_life)
        {
            _connected = true;
            _needsKey = true;
        }

        _track?.RequestKeyFrame();
    }

    public bool Push(nint buffer, bool isKey)
    {
        lock (_life)
        {
            if (!_connected || _source == 0 || ((GstBuffer*)buffer)->Pts < _notBefore)
            {
                return true;
            }

            if (_needsKey && !isKey)
            {
                return false;
            }

            _needsKey = false;
            _beganAt ??= time.GetTimestamp();
            _ = GstApp.gst_app_src_push_buffer(_source, Gst.gst_mini_object_ref(buffer));
            return true;
        }
    }

    public Task Fence()
    {
        // An idle probe fires between two pushes: at once as a rule, or when the push under way is over.
        var idle = new TaskCompletionSource();
        lock (_life)
        {
            Volatile.Write(ref _notBefore, engine.RunningTime);
            _needsKey = true;
            if (_sourcePad == 0)
            {
                return Task.CompletedTask;
            }

            PadProbe.Add(_sourcePad, PadProbe.Idle, _ => Arrive(idle), log);
        }

        return idle.Task;
    }

    /// <summary>Ends sending for good; no native call is under way or comes after this returned.</summary>
    internal void Close()
    {
        lock (_swap)
        {
            _closed = true;
            SetTrack(null);
        }

        lock (_life)
        {
            _connected = false;
            if (_source != 0)
            {
                Gst.gst_object_unref(_sourcePad);
                Gst.gst_object_unref(_source);
                (_source, _sourcePad) = (0, 0);
            }
        }
    }

    // What was captured before the last cut stays here, even if the gate was opened again meanwhile.
    private bool MayLeave(nint buffer)
        => _connected && _track is { IsOpen: true } && ((GstBuffer*)buffer)->Pts >= Volatile.Read(ref _notBefore);

    private static int Arrive(TaskCompletionSource idle)
    {
        idle.TrySetResult();
        return PadProbe.Remove;
    }

    private int PassRequest(nint @event)
    {
        var structure = Gst.gst_event_get_structure(@event);
        if (structure != 0 && Gst.gst_structure_has_name(structure, "GstForceKeyUnit") != 0)
        {
            _track?.RequestKeyFrame();
        }

        return PadProbe.Pass;
    }
}
