using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>
/// One device in the call: the connection that carries its media, and a second one beside it while that one is lost (rule CALL-111).
/// </summary>
internal sealed partial class RemotePeer : IPeerLinkOwner, IAsyncDisposable
{
    private readonly PeerContext _context;
    private readonly Action<MediaSignal> _say;
    private readonly Action<RemotePeer, IPeerConnection> _takenOver;
    private readonly FirstFrameSink _firstFrame;
    private readonly bool _offers;
    private readonly Lock _lock = new();
    private readonly Queue<MediaSignal> _news = new();
    private readonly HashSet<PeerLink> _retired = [];
    private readonly StatsLedger _ledger = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _closing = new();
    private PeerLink _current;
    private PeerLink? _attempt;
    private bool _isSeen;
    private string? _fingerprint;
    private string? _session;
    private bool _isKnown;
    private bool _isUp;
    private bool _wasUp;
    private bool _isOver;
    private bool _telling;
    private int _tries;

    /// <summary>Makes one, and its first connection; nothing is sent yet.</summary>
    /// <param name="context">What it needs.</param>
    /// <param name="member">The device.</param>
    /// <param name="say">Told what happens; one at a time, in order.</param>
    /// <param name="takenOver">Called when another connection carries the media from now on, which has nothing attached yet.</param>
    public RemotePeer(PeerContext context, CallMember member, Action<MediaSignal> say, Action<RemotePeer, IPeerConnection> takenOver)
    {
        (_context, Member, _say, _takenOver, _offers) = (context, member, say, takenOver, member.Offers);
        Level = context.MeasuresLevels ? new() : null;
        _firstFrame = new(OnFirstFrame);
        _timer = context.Time.CreateTimer(static peer => ((RemotePeer)peer!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _current = new(context, member.Party, _offers ? context.NextConnection() : 0, _offers, this);
        _ledger.Begin(_current.Open());
    }

    public CallMember Member { get; private set; }

    /// <summary>The connection that carries the media.</summary>
    public IPeerConnection Connection
    {
        get
        {
            lock (_lock)
            {
                return _current.Connection;
            }
        }
    }

    public string? PeerSession
    {
        get
        {
            lock (_lock)
            {
                return _session;
            }
        }
    }

    /// <summary>Content can flow now.</summary>
    public bool IsUp
    {
        get
        {
            lock (_lock)
            {
                return _isUp;
            }
        }
    }

    /// <summary>How well it came through so far; one measurement at a time.</summary>
    public QualityMeter Quality { get; } = new();

    private CallParty Party => Member.Party;

    /// <summary>How loud it is; null if that is not measured.</summary>
    public AudioLevelMeter? Level { get; }

    /// <summary>Looks out for the first picture, and listens if levels are measured.</summary>
    public void Watch() => Watch(Connection);

    /// <summary>Begins: whoever is told to offer does, the other one waits, and asks for an offer that does not come.</summary>
    public void Start()
    {
        _current.Start();
        lock (_lock)
        {
            if (!_offers && !_isOver)
            {
                Wake(Patience);
            }
        }
    }

    /// <summary>The member as it is now; a camera that came on again will show a first picture again.</summary>
    public void Update(CallMember member)
    {
        if (member.Media.CameraOn && !Member.Media.CameraOn)
        {
            _firstFrame.Arm();
        }

        Member = member;
    }

    public async ValueTask<MediaStats> GetStatsAsync(CancellationToken ct)
    {
        var (stats, streams, _) = await MeasureAsync(ct).ConfigureAwait(false);
        return new(Party.UserId, stats.RoundTripTime, streams);
    }

    /// <summary>Measures the present connection.</summary>
    /// <returns>What it says itself, its streams with all that came before it, and which one it is.</returns>
    public async ValueTask<(PeerConnectionStats Stats, IReadOnlyList<StreamStats> Streams, IPeerConnection Connection)> MeasureAsync(CancellationToken ct)
    {
        var connection = Connection;
        var stats = await connection.GetStatsAsync(ct).ConfigureAwait(false);
        return (stats, _ledger.Add(connection, stats.Streams), connection);
    }

    public bool Accepts(string fingerprint)
    {
        lock (_lock)
        {
            return (_fingerprint ??= fingerprint) == fingerprint;
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<PeerLink> links;
        lock (_lock)
        {
            _isOver = true;
            _news.Clear();
            links = [_current, .. _retired];
            if (_attempt is not null)
            {
                links.Add(_attempt);
            }
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        await Release.AllAsync(links).ConfigureAwait(false);
    }

    /// <summary>Closes a connection that is not needed any more, behind what the caller does.</summary>
    private async Task RetireAsync(PeerLink link)
    {
        lock (_lock)
        {
            _retired.Add(link);
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            WebRtcLog.Faulted(_context.Logger, e, _context.CallId, Party);
        }
        finally
        {
            lock (_lock)
            {
                _retired.Remove(link);
            }
        }
    }

    private void Watch(IPeerConnection connection)
    {
        connection.AddVideoSink(_firstFrame);
        if (Level is not null)
        {
            connection.AddAudioSink(Level);
        }
    }

    private void Fail(string code, string message)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _news.Enqueue(new MediaSignal.PeerFailed(Party, new(code, message)));
            _isOver = true;
        }

        Tell();
    }

    /// <summary>A picture may be there before the engine has said that it is connected: nobody has a first picture before being in.</summary>
    private void OnFirstFrame()
    {
        lock (_lock)
        {
            _isSeen = true;
            if (!_wasUp)
            {
                return;
            }
        }

        Say(new MediaSignal.FirstVideoFrame(Party));
    }

    private void Say(MediaSignal signal)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _news.Enqueue(signal);
        }

        Tell();
    }

    /// <summary>Says what there is to say, in order and not under the lock: whoever hears it may call back.</summary>
    private void Tell()
    {
        while (true)
        {
            MediaSignal signal;
            lock (_lock)
            {
                if (_telling || !_news.TryDequeue(out signal!))
                {
                    return;
                }

                _telling = true;
            }

            try
            {
                _say(signal);
            }
            finally
            {
                lock (_lock)
                {
                    _telling = false;
                }
            }
        }
    }
}
