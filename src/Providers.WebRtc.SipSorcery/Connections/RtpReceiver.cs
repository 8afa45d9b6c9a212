using Calling.Media;
using Calling.Providers.WebRtc.SipSorcery.Capture;
using Microsoft.Extensions.Logging;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>The receiving half of one kind: order, decoder, delivery, away from the stack's socket thread.</summary>
internal abstract class RtpReceiver : IDisposable
{
    // About two seconds of pictures: whoever decodes slower than this loses some, and the socket is never held up.
    private const int MostWaiting = 512;

    private readonly WorkQueue<RTPPacket> _packets;
    private readonly Reordering _order;
    private readonly TimeSpan _begin;
    private readonly TimeProvider _time;
    private long _decoded;
    private volatile bool _disposed;

    private protected RtpReceiver(MediaKind kind, SipSorceryOptions options, TimeProvider time, ILogger log)
    {
        (Kind, _time, _begin) = (kind, time, time.GetElapsedTime(0));
        Received = new ReceptionCount(time, Formats.ClockRate(kind));
        _order = new Reordering(time, TimeSpan.FromMilliseconds(options.JitterBufferMilliseconds));
        _packets = new(MostWaiting, Order, fault => Fail(log, fault), End);
    }

    internal MediaKind Kind { get; }

    internal ReceptionCount Received { get; }

    /// <summary>Frames that came out of the decoder, for tests: zero must mean zero.</summary>
    internal long Decoded => Interlocked.Read(ref _decoded);

    /// <summary>A packet of the peer, decrypted; returns at once.</summary>
    internal void OnPacket(RTPPacket packet)
    {
        Received.Count(packet);
        _packets.Post(packet);
    }

    public void Dispose()
    {
        _disposed = true;
        _packets.Dispose();
    }

    private protected TimeSpan Elapsed => _time.GetElapsedTime(0) - _begin;

    private protected void CountDecoded() => Interlocked.Increment(ref _decoded);

    private protected abstract void Decode(RTPPacket packet, bool afterGap);

    private protected virtual void OnDecodingFailed()
    {
    }

    private protected abstract void End();

    private void Order(RTPPacket packet)
    {
        if (!_disposed)
        {
            _order.Add(packet, Decode);
        }
    }

    private void Fail(ILogger log, Exception fault)
    {
        Log.DecodingFailed(log, Kind, fault);
        OnDecodingFailed();
    }
}
