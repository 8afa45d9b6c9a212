using System.Security.Cryptography;
using Calling.Media;
using Calling.Providers.WebRtc.SipSorcery.Capture;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>The sending half of one kind: encoded frames of a track, made into RTP of this connection.</summary>
/// <param name="kind">Audio or video.</param>
/// <param name="time">The clock by which frames are stamped.</param>
internal sealed class RtpSender(MediaKind kind, TimeProvider time)
{
    private const int LargestPayload = 1_200;
    private const byte StartOfFrame = 0x10;

    private readonly Lock _swap = new();
    private readonly Lock _life = new();
    private readonly uint _firstTimestamp = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);

    // The stack copies what it sends.
    private readonly byte[] _whole = new byte[LargestPayload + 1];
    private volatile LocalTrack? _track;
    private StackConnection? _stack;
    private int _payload;
    private bool _needsKey = true;
    private TimeSpan _notBefore;
    private bool _closed;
    private long? _beganAt;
    private long _packets;
    private long _bytes;

    internal MediaKind Kind => kind;

    internal long Packets => Interlocked.Read(ref _packets);

    internal long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How long ago the first packet was sent, or null.</summary>
    internal TimeSpan? Age
    {
        get
        {
            lock (_life)
            {
                return _beganAt is { } began ? time.GetElapsedTime(began) : null;
            }
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
            lock (_life)
            {
                (_needsKey, _notBefore) = (true, time.GetElapsedTime(0));
            }

            if (!_closed)
            {
                _track = track;
                track?.Add(this);
                RequestKeyFrame();
            }
        }
    }

    /// <summary>Media may flow from now on: the peer is the one that was signalled.</summary>
    /// <param name="stack">Where to.</param>
    /// <param name="payload">The negotiated payload type.</param>
    internal void SetConnected(StackConnection stack, int payload)
    {
        lock (_life)
        {
            (_stack, _payload, _needsKey) = (_closed ? null : stack, payload, true);
        }

        RequestKeyFrame();
    }

    /// <summary>The peer cannot decode before a key frame.</summary>
    internal void RequestKeyFrame() => _track?.RequestKeyFrame();

    /// <summary>Sends a frame; under the track's gate, so that none is on its way once that is shut.</summary>
    /// <returns>False when a key frame has to come first.</returns>
    internal bool Push(EncodedFrame frame)
    {
        lock (_life)
        {
            if (_stack is null || frame.Time < _notBefore)
            {
                return true;
            }

            if (_needsKey && !frame.IsKey)
            {
                return false;
            }

            _needsKey = false;
            _beganAt ??= time.GetTimestamp();
            var timestamp = _firstTimestamp + (uint)(long)(frame.Time.TotalSeconds * Formats.ClockRate(kind));
            if (kind == MediaKind.Audio)
            {
                Send(frame.Data, timestamp, marker: false);
            }
            else
            {
                SendPicture(frame.Data, timestamp);
            }

            return true;
        }
    }

    /// <summary>Ends sending for good.</summary>
    internal void Close()
    {
        lock (_swap)
        {
            _closed = true;
            SetTrack(null);
        }

        lock (_life)
        {
            _stack = null;
        }
    }

    // RFC 7741 with the shortest descriptor: only where a frame begins.
    private void SendPicture(byte[] data, uint timestamp)
    {
        for (var offset = 0; offset < data.Length; offset += LargestPayload)
        {
            var length = Math.Min(LargestPayload, data.Length - offset);
            var payload = length == LargestPayload ? _whole : new byte[length + 1];
            payload[0] = offset == 0 ? StartOfFrame : (byte)0;
            data.AsSpan(offset, length).CopyTo(payload.AsSpan(1));
            Send(payload, timestamp, marker: offset + length == data.Length);
        }
    }

    private void Send(byte[] payload, uint timestamp, bool marker)
    {
        _stack!.SendRtpRaw(Formats.Type(kind), payload, timestamp, marker ? 1 : 0, _payload);
        Interlocked.Increment(ref _packets);
        Interlocked.Add(ref _bytes, payload.Length);
    }
}
