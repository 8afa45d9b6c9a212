using System.Diagnostics;
using AcmeVendor;
using Calling.Media;

namespace Calling.Providers.Acme;

/// <summary>One call's media: packets to and from the room. Connected means that each side hears the other.</summary>
internal sealed class AcmeMediaSession(AcmeOptions options, MediaPlan plan, IMediaObserver observer) : IMediaSession
{
    private static readonly TimeSpan Deaf = TimeSpan.FromSeconds(1);
    private static readonly byte[] Frame = new byte[160];

    private readonly Lock _lock = new();
    private readonly PeriodicTimer _pace = new(TimeSpan.FromMilliseconds(40));
    private readonly PacketCount _count = new();
    private AcmeClient? _room;
    private Task _sending = Task.CompletedTask;
    private CallParty? _peer;
    private long _heard = long.MinValue;
    private long _bothWays = long.MinValue;
    private bool _up;
    private bool _mic;
    private bool _cam;
    private bool _over;

    /// <summary>Enters the room; no content yet.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        if (plan.Grant is not { Scheme: "acme-room", Value: var key })
        {
            throw new CallException(CallErrorCode.ProviderFailed, "Acme told of no room for this call.");
        }

        var me = new AcmePhone(plan.Self.UserId, plan.Self.DeviceId);
        var room = await AcmeClient.DialAsync(options.Host!, options.Port, OnPacket, OnLost, ct);
        try
        {
            var answer = await room.AskAsync(new AcmeMessage("enter") { Room = key, Me = me }, answer => answer, ct);
            if (answer.Verb != "ok")
            {
                throw new CallException(CallErrorCode.ProviderFailed, $"Acme's room is closed ({answer.Code}).") { ProviderCode = answer.Code };
            }
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }

        if (!TryTake(room))
        {
            await room.DisposeAsync();
        }
    }

    /// <summary>A vendor's stack would open microphone and camera here; Acme's frames are made up.</summary>
    public ValueTask StartAsync(CancellationToken ct)
    {
        _sending = SendAsync();
        return ValueTask.CompletedTask;
    }

    /// <summary>A room for two: there is one other or none.</summary>
    public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct)
    {
        lock (_lock)
        {
            _peer = roster.Members is [var member, ..] ? member.Party : null;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Under the lock that each packet is filled under: in force when it returns.</summary>
    public void SetGate(MediaKind kind, bool open)
    {
        lock (_lock)
        {
            (_mic, _cam) = kind == MediaKind.Audio ? (open, _cam) : (_mic, open);
        }
    }

    public IDisposable AddVideoSink(string userId, IVideoSink sink) => throw NoFrames();

    public IDisposable AddAudioSink(string userId, IAudioSink sink) => throw NoFrames();

    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<MediaStats>>(_up && _peer is { } peer ? [_count.Measure(peer.UserId)] : []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        AcmeClient? room;
        lock (_lock)
        {
            (_over, _mic, _cam, _peer, room) = (true, false, false, null, _room);
        }

        _pace.Dispose();
        await _sending;
        if (room is not null)
        {
            await room.DisposeAsync();
        }
    }

    /// <summary>False if the call ended while the room was being entered.</summary>
    private bool TryTake(AcmeClient room)
    {
        lock (_lock)
        {
            _room = _over ? null : room;
            return !_over;
        }
    }

    private async Task SendAsync()
    {
        do
        {
            lock (_lock)
            {
                if (_up && Stopwatch.GetElapsedTime(_bothWays) > Deaf)
                {
                    _up = false;
                    Tell(peer => new MediaSignal.PeerInterrupted(peer));
                }

                // Packets without content go on: a muted end is connected, too (rule CALL-045).
                var packet = new AcmeMessage("packet") { Heard = Lately(_heard), Sound = _mic ? Frame : null, Picture = _cam ? Frame : null };
                if (_room?.TrySend(packet) == true)
                {
                    _count.Sent(packet);
                }
            }
        }
        while (await _pace.WaitForNextTickAsync());
    }

    private void OnPacket(AcmeMessage packet)
    {
        if (packet.Verb != "packet")
        {
            return;
        }

        lock (_lock)
        {
            _count.Received(packet);
            _heard = Stopwatch.GetTimestamp();
            if (packet.Heard && _peer is not null)
            {
                _bothWays = _heard;
                if (!_up)
                {
                    _up = true;
                    Tell(peer => new MediaSignal.PeerConnected(peer));
                }
            }
        }
    }

    private void OnLost()
    {
        lock (_lock)
        {
            Tell(peer => new MediaSignal.PeerFailed(peer, new ProviderFault("room-lost", "The connection to Acme's room was lost.")));
        }
    }

    /// <summary>Under the lock, so one at a time; silent once the session is disposed, which takes the peer away.</summary>
    private void Tell(Func<CallParty, MediaSignal> signal)
    {
        if (_peer is { } peer)
        {
            observer.OnMedia(signal(peer));
        }
    }

    private static bool Lately(long moment) => moment != long.MinValue && Stopwatch.GetElapsedTime(moment) < Deaf;

    private static CallException NoFrames() => new(CallErrorCode.NotSupported, "Acme shows no frames.");
}
