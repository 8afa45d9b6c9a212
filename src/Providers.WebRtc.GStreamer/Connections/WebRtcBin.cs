using System.Globalization;
using System.Runtime.InteropServices;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>One webrtcbin in a pipeline of its own. Calls come one at a time; <see cref="Dispose"/> is the last.</summary>
internal sealed class WebRtcBin : IDisposable
{
    /// <summary>Nanoseconds between two reports; the stack takes half to one and a half times as much, at random.</summary>
    private const string ReportInterval = "500000000";

    /// <summary>Bits a second of which reports may take 5 %: enough for the interval above.</summary>
    private const string ReportBandwidth = "1000000";

    private readonly List<CULong> _signals = [];
    private readonly List<nint> _pads = [];
    private readonly ILogger _log;
    private readonly nint _webrtc;
    private readonly nint _rtp;
    private readonly CULong _newJitterBuffer;
    private readonly CULong _newRtpPad;
    private readonly Lock _life = new();
    private bool _disposed;
    private int _latencyQueued;

    internal WebRtcBin(EngineRuntime engine, GStreamerOptions options, PeerConnectionConfiguration configuration, WebRtcBinEvents events, ILogger log)
    {
        _log = log;
        Pipeline = Gst.gst_object_ref_sink(Gst.gst_pipeline_new(null));
        _webrtc = Gst.gst_element_factory_make("webrtcbin", null);
        _ = Gst.gst_bin_add(Pipeline, _webrtc);
        _rtp = Gst.gst_bin_get_by_name(_webrtc, "rtpbin");
        _newJitterBuffer = JitterBufferSignal.Connect(_rtp, ConfigureJitterBuffer, log);
        _newRtpPad = ObjectSignal.Connect(_rtp, "pad-added", pad => CountArrivals(pad, events.OnArrival), log);
        Gst.gst_pipeline_use_clock(Pipeline, engine.Clock);

        // All sending pipelines share one time line: a buffer encoded once is valid in each.
        Gst.gst_element_set_start_time(Pipeline, Gst.NoTime);
        Gst.gst_element_set_base_time(Pipeline, engine.BaseTime);
        Configure(options, configuration);
        BusWatch.Set(Pipeline, events.OnError, null, QueueLatency, log);
        _signals.Add(ObjectSignal.Connect(_webrtc, "pad-added", events.OnPadAdded, log));
        _signals.Add(CandidateSignal.Connect(_webrtc, events.OnCandidate, log));
        _signals.Add(ObjectSignal.Connect(_webrtc, "notify::connection-state", _ => events.OnConnectionState(GObjects.GetEnum(_webrtc, "connection-state")), log));
        _signals.Add(ObjectSignal.Connect(_webrtc, "notify::ice-connection-state", _ => events.OnIceState(GObjects.GetEnum(_webrtc, "ice-connection-state")), log));
    }

    internal nint Pipeline { get; }

    /// <summary>Requests the sending pad of a media section; in order, before the description is made.</summary>
    internal nint RequestPad(int line, MediaKind kind, int payload)
    {
        var caps = Gst.gst_caps_from_string(MediaFormats.RtpCaps(kind, payload));
        var template = Gst.gst_element_get_pad_template(_webrtc, "sink_%u");
        var pad = Gst.gst_element_request_pad(_webrtc, template, string.Create(CultureInfo.InvariantCulture, $"sink_{line}"), caps);
        Gst.gst_mini_object_unref(caps);
        if (pad == 0)
        {
            throw new PeerConnectionException($"The stack gave no pad for {kind}.");
        }

        _pads.Add(pad);
        if (GObjects.Has(pad, "msid"))
        {
            GObjects.SetString(pad, "msid", "calling");
        }

        if (kind == MediaKind.Video)
        {
            // Retransmission for video only: browsers refuse it for audio.
            var transceiver = GObjects.GetObject(pad, "transceiver");
            GObjects.Set(transceiver, "do-nack", "true");
            Gst.gst_object_unref(transceiver);
        }

        return pad;
    }

    internal void Play()
    {
        if (Gst.gst_element_set_state(Pipeline, Gst.StatePlaying) == Gst.StateFailure)
        {
            throw new PeerConnectionException("The media pipeline could not be started.");
        }

        QueueLatency();
    }

    /// <summary>Makes an offer or an answer and sets it as the local description.</summary>
    /// <param name="type">Which.</param>
    /// <param name="onText">Gets the text before candidates can come.</param>
    /// <param name="ct">Gives up.</param>
    internal async Task<string> CreateLocalAsync(SdpType type, Action<string> onText, CancellationToken ct)
    {
        var (signal, field) = type == SdpType.Offer ? ("create-offer", "offer") : ("create-answer", "answer");
        var description = await NativePromise<nint>.Run(
            promise => GObjects.Emit(_webrtc, signal, 0, promise), reply => CopyDescription(reply, field), _log).WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var text = TextOf(description);
            onText(text);
            await NativePromise<bool>.Run(
                promise => GObjects.Emit(_webrtc, "set-local-description", description, promise), _ => true, _log).WaitAsync(ct).ConfigureAwait(false);
            return text;
        }
        finally
        {
            GstWebRtc.gst_webrtc_session_description_free(description);
        }
    }

    internal async Task SetRemoteAsync(SdpType type, string sdp, CancellationToken ct)
    {
        var description = ToNative(type, sdp);
        try
        {
            await NativePromise<bool>.Run(
                promise => GObjects.Emit(_webrtc, "set-remote-description", description, promise), _ => true, _log).WaitAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            GstWebRtc.gst_webrtc_session_description_free(description);
        }
    }

    internal void AddCandidate(uint line, string candidate) => GObjects.EmitCandidate(_webrtc, line, candidate);

    internal Task<T> GetStatsAsync<T>(Func<nint, T> read)
        => NativePromise<T>.Run(promise => GObjects.Emit(_webrtc, "get-stats", 0, promise), read, _log);

    /// <summary>Has the pipeline's latency computed anew, on the pool: inside a message or a callback that would deadlock.</summary>
    /// <remarks>Sender reports carry no times before, and it does not pass pads that still wait for DTLS.</remarks>
    internal void QueueLatency()
    {
        if (Interlocked.Exchange(ref _latencyQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static bin => bin.UpdateLatency(), this, preferLocal: false);
        }
    }

    /// <summary>Has reports sent from now on, also while nothing else is: the peer hears that this end is there (rule CALL-111).</summary>
    /// <remarks>Of itself the stack reports nothing before the first packet of sound or pictures, and then every five seconds.</remarks>
    internal void Report()
    {
        // Everything is bundled: there is one.
        var session = GObjects.EmitForObject(_rtp, "get-session", 0);
        if (session == 0)
        {
            throw new InvalidOperationException("The stack has no RTP session.");
        }

        GObjects.Set(session, "rtcp-min-interval", ReportInterval);
        GObjects.Set(session, "bandwidth", ReportBandwidth);
        var reports = GObjects.GetObject(session, "internal-session");
        GObjects.EmitNumber(reports, "send-rtcp", 0);
        GLib.g_object_unref(reports);
        Gst.gst_object_unref(session);
    }

    /// <summary>The certificate that the peer showed in its handshake, or null before that.</summary>
    internal string? RemoteCertificate
    {
        get
        {
            lock (_life)
            {
                return _disposed ? null : ReadCertificate();
            }
        }
    }

    /// <summary>Takes everything down; blocks until threads and sockets are gone. Never on a streaming thread.</summary>
    public void Dispose()
    {
        lock (_life)
        {
            _disposed = true;
        }

        foreach (var signal in _signals)
        {
            GLib.g_signal_handler_disconnect(_webrtc, signal);
        }

        _ = Gst.gst_element_set_state(Pipeline, Gst.StateNull);
        GLib.g_signal_handler_disconnect(_rtp, _newJitterBuffer);
        GLib.g_signal_handler_disconnect(_rtp, _newRtpPad);
        Gst.gst_object_unref(_rtp);
        foreach (var pad in _pads)
        {
            Gst.gst_element_release_request_pad(_webrtc, pad);
            Gst.gst_object_unref(pad);
        }

        BusWatch.Clear(Pipeline);
        Gst.gst_object_unref(Pipeline);
    }

    private void UpdateLatency()
    {
        Volatile.Write(ref _latencyQueued, 0);
        lock (_life)
        {
            if (_disposed)
            {
                return;
            }

            Gst.gst_object_ref(Pipeline);
        }

        _ = Gst.gst_bin_recalculate_latency(Pipeline);
        Gst.gst_object_unref(Pipeline);
    }

    private string? ReadCertificate()
    {
        var transceiver = GObjects.GetObject(_pads[0], "transceiver");
        var receiver = GObjects.GetObject(transceiver, "receiver");
        var transport = GObjects.GetObject(receiver, "transport");
        try
        {
            return transport == 0 ? null : GObjects.GetString(transport, "remote-certificate");
        }
        finally
        {
            Unref(transport);
            Unref(receiver);
            Unref(transceiver);
        }
    }

    // With retransmission the buffer guesses when the next packet is due, and counts a packet as lost that is later than its
    // latency, although nothing is missing: it throws it away when it comes, and the decoder waits for the next key frame. A gap in the
    // sequence numbers is what loss looks like. And the first picture need not wait for the latency to pass once packets come in order.
    private static void ConfigureJitterBuffer(nint buffer)
    {
        GObjects.Set(buffer, "rtx-next-seqnum", "false");
        GObjects.Set(buffer, "faststart-min-packets", "2");
    }

    // Behind decryption, so that only what the peer itself sent counts.
    private void CountArrivals(nint pad, Action onArrival)
    {
        if (GObjects.GetString(pad, "name")?.StartsWith("recv_", StringComparison.Ordinal) == true && Gst.gst_pad_get_direction(pad) == Gst.PadSink)
        {
            PadProbe.Add(
                pad,
                PadProbe.Buffers,
                _ =>
                {
                    onArrival();
                    return PadProbe.Pass;
                },
                _log);
        }
    }

    private static void Unref(nint instance)
    {
        if (instance != 0)
        {
            Gst.gst_object_unref(instance);
        }
    }

    private static unsafe nint CopyDescription(nint reply, string field)
    {
        var value = reply == 0 ? null : Gst.gst_structure_get_value(reply, field);
        return value is null
            ? throw new PeerConnectionException($"The stack made no {field}.")
            : GstWebRtc.gst_webrtc_session_description_copy(GLib.g_value_get_boxed(value));
    }

    private static unsafe string TextOf(nint description)
    {
        var text = GstWebRtc.gst_sdp_message_as_text(((GstWebRtcSessionDescription*)description)->Sdp);
        var sdp = Marshal.PtrToStringUTF8(text) ?? "";
        GLib.g_free(text);
        return sdp;
    }

    private static unsafe nint ToNative(SdpType type, string sdp)
    {
        nint message;
        return GstWebRtc.gst_sdp_message_new_from_text(sdp, &message) != 0
            ? throw RemoteSdp.Refuse("it cannot be parsed")
            : GstWebRtc.gst_webrtc_session_description_new(type == SdpType.Offer ? GstWebRtc.Offer : GstWebRtc.Answer, message);
    }

    private void Configure(GStreamerOptions options, PeerConnectionConfiguration configuration)
    {
        GObjects.Set(_webrtc, "bundle-policy", "max-bundle");
        GObjects.Set(_webrtc, "latency", options.JitterBufferMilliseconds.ToString(CultureInfo.InvariantCulture));
        if (configuration.TransportPolicy == IceTransportPolicy.Relay)
        {
            GObjects.Set(_webrtc, "ice-transport-policy", "relay");
        }

        var ice = GObjects.GetObject(_webrtc, "ice-agent");
        var agent = GObjects.GetObject(ice, "agent");
        GObjects.Set(agent, "upnp", "false");
        GObjects.Set(agent, "ice-tcp", "false");

        // Between two connectivity checks; RFC 8445, section 14.2, allows 5 ms. The default of 20 costs a call some 30 ms.
        GObjects.Set(agent, "stun-pacing-timer", "10");
        GObjects.Set(agent, "keepalive-conncheck", "true");
        foreach (var address in configuration.LocalAddresses)
        {
            GObjects.EmitText(ice, "add-local-ip-address", address);
        }

        GLib.g_object_unref(agent);
        GLib.g_object_unref(ice);
        foreach (var server in configuration.IceServers)
        {
            if (IceServerUri.IsStun(server))
            {
                GObjects.SetString(_webrtc, "stun-server", IceServerUri.Translate(server));
            }
            else
            {
                GObjects.EmitText(_webrtc, "add-turn-server", IceServerUri.Translate(server));
            }
        }
    }
}
