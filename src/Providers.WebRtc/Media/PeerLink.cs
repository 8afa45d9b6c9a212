using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>One connection to a device: negotiates once, in the order in which messages came.</summary>
internal sealed class PeerLink : IPeerConnectionObserver, IAsyncDisposable
{
    private const int MaxCandidates = 128;

    /// <summary>How often all is said again because the peer asks, so that a peer cannot make this device talk without end.</summary>
    private const int MaxRepetitions = 16;

    private readonly PeerContext _context;
    private readonly CallParty _party;
    private readonly bool _offers;
    private readonly IPeerLinkOwner _owner;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<(string Kind, Func<PeerLabel, string> Write)> _sent = [];
    private readonly HashSet<IceCandidate> _candidates = [];
    private Task _work = Task.CompletedTask;
    private IPeerConnection? _connection;
    private SessionDescription? _remote;
    private int _repetitions;
    private int _broken;
    private int _closed;

    /// <summary>Makes one; nothing is opened yet.</summary>
    /// <param name="context">What it needs.</param>
    /// <param name="party">The other device.</param>
    /// <param name="number">Which connection; 0 if the other side's offer will tell.</param>
    /// <param name="offers">Whether this side makes the offer.</param>
    /// <param name="owner">Told how it goes.</param>
    public PeerLink(PeerContext context, CallParty party, int number, bool offers, IPeerLinkOwner owner)
    {
        (_context, _party, Number, _offers, _owner) = (context, party, number, offers, owner);
        BeganAt = context.Time.GetTimestamp();
    }

    public int Number { get; private set; }

    public long BeganAt { get; }

    /// <summary>After <see cref="Open"/>.</summary>
    public IPeerConnection Connection => _connection ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>The other side's description came.</summary>
    public bool IsDescribed => Volatile.Read(ref _remote) is not null;

    /// <summary>It is being set up, so that what was said may still matter.</summary>
    private bool IsBeginning => _connection?.State is PeerConnectionState.New or PeerConnectionState.Connecting;

    /// <summary>True once it broke or is being closed: nothing more is said, to anybody.</summary>
    private bool IsOver => Volatile.Read(ref _broken) == 1 || _closing.IsCancellationRequested;

    /// <summary>Makes the engine's connection.</summary>
    public IPeerConnection Open() => _connection = _context.Engine.CreatePeerConnection(_context.Configuration, this);

    /// <summary>Makes the engine's connection behind what the caller does, and begins.</summary>
    public void OpenAndStart(Action<IPeerConnection> opened)
    {
        Enqueue(_ =>
        {
            opened(Open());
            return Task.CompletedTask;
        });
        Start();
    }

    /// <summary>Begins: whoever is told to offer does, the other one waits.</summary>
    public void Start()
    {
        if (_offers)
        {
            Enqueue(async ct =>
            {
                var offer = await Connection.CreateOfferAsync(ct).ConfigureAwait(false);
                Send(PeerMessages.Description, label => PeerMessages.Write(offer, label));
            });
        }
    }

    /// <summary>Takes the peer's description.</summary>
    public void OnDescription(string payload, int number)
    {
        if (Number == 0)
        {
            Number = number;
        }

        Enqueue(ct => DescribedAsync(payload, ct));
    }

    /// <summary>Takes a candidate of the peer.</summary>
    public void OnCandidate(string payload) => Enqueue(ct => CandidateAsync(payload, ct));

    /// <summary>Says again what was said, behind what is being worked off, while it can matter; the other side takes it once.</summary>
    /// <param name="asked">The peer wants it, which it may not without end.</param>
    /// <returns>Whether it can matter.</returns>
    public bool OnAgain(bool asked = false)
    {
        if (!IsBeginning)
        {
            return false;
        }

        Enqueue(_ =>
        {
            Repeat(asked, own: true);
            return Task.CompletedTask;
        });
        return true;
    }

    public void OnIceCandidate(IceCandidate candidate) => Send(PeerMessages.Candidate, label => PeerMessages.Write(candidate, label));

    public void OnStateChanged(PeerConnectionState state, string? reason)
    {
        WebRtcLog.StateChanged(_context.Logger, _context.CallId, _party, Number, state.ToString(), reason);
        if (!IsOver)
        {
            _owner.OnState(this, state, reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            await _end.Task.ConfigureAwait(false);
            return;
        }

        try
        {
            await _closing.CancelAsync().ConfigureAwait(false);

            // Not while it is being made: the engine would hand out what nobody closes.
            Task work;
            lock (_lock)
            {
                work = _connection is null ? _work : Task.CompletedTask;
            }

            await work.ConfigureAwait(false);
            if (_connection is { } connection)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _closing.Dispose();
            _end.SetResult();
        }
    }

    /// <param name="asked">Counts.</param>
    /// <param name="own">False leaves the own description out: the other side has answered it.</param>
    private void Repeat(bool asked, bool own)
    {
        if (!IsBeginning || (asked && _repetitions++ >= MaxRepetitions))
        {
            return;
        }

        List<(string Kind, Func<PeerLabel, string> Write)> again;
        lock (_lock)
        {
            again = [.. _sent.Where(s => own || s.Kind != PeerMessages.Description)];
        }

        again.ForEach(s => Put(s.Kind, s.Write));
    }

    private async Task DescribedAsync(string payload, CancellationToken ct)
    {
        var description = PeerMessages.ReadDescription(payload);
        if (_remote is not null)
        {
            // A repetition after a lost line is answered as before; anything else comes too late (rule CALL-097).
            if (_remote == description)
            {
                // To a repeated answer only candidates, or the two sides would repeat each other for ever.
                Repeat(asked: true, own: description.Type == SdpType.Offer);
                return;
            }

            throw new FormatException("a second description");
        }

        if (description.Type != (_offers ? SdpType.Answer : SdpType.Offer))
        {
            throw new FormatException("a description out of turn");
        }

        var verdict = SdpGuard.Check(description);
        if (verdict.Problem is { } problem)
        {
            throw new FormatException(problem);
        }

        if (!_owner.Accepts(verdict.Fingerprint))
        {
            throw new FormatException("another certificate than before in this call");
        }

        Volatile.Write(ref _remote, description);
        await Connection.SetRemoteDescriptionAsync(verdict.Description, ct).ConfigureAwait(false);
        if (description.Type == SdpType.Offer)
        {
            var answer = await Connection.CreateAnswerAsync(ct).ConfigureAwait(false);
            Send(PeerMessages.Description, label => PeerMessages.Write(answer, label));
        }
    }

    private async Task CandidateAsync(string payload, CancellationToken ct)
    {
        IceCandidate candidate;
        try
        {
            candidate = PeerMessages.ReadCandidate(payload);
        }
        catch (FormatException e)
        {
            WebRtcLog.MessageRefused(_context.Logger, _context.CallId, _party, e.Message);
            return;
        }

        // The end of candidates is an empty one; a bad one costs a path, not the call.
        if (candidate.Candidate.Length == 0 || _candidates.Contains(candidate))
        {
            return;
        }

        string? problem = _candidates.Count == MaxCandidates ? $"more than {MaxCandidates} candidates" : CandidateGuard.Check(candidate);
        if (problem is not null)
        {
            WebRtcLog.MessageRefused(_context.Logger, _context.CallId, _party, problem);
        }
        else
        {
            _candidates.Add(candidate);
            try
            {
                await Connection.AddIceCandidateAsync(candidate, ct).ConfigureAwait(false);
            }
            catch (PeerConnectionException e)
            {
                WebRtcLog.MessageRefused(_context.Logger, _context.CallId, _party, e.Message);
            }
        }
    }

    private void Send(string kind, Func<PeerLabel, string> write)
    {
        // A late word of a connection that is gone would confuse the next one with the same device.
        if (IsOver)
        {
            return;
        }

        lock (_lock)
        {
            _sent.Add((kind, write));
        }

        Put(kind, write);
    }

    private void Put(string kind, Func<PeerLabel, string> write) =>
        _ = _context.Channel.SendAsync(_context.CallId, _party, kind, write(new(_context.Session, _owner.PeerSession, Number))).AsTask();

    /// <summary>One step after the other: descriptions and candidates act in the order in which they came.</summary>
    private void Enqueue(Func<CancellationToken, Task> step)
    {
        lock (_lock)
        {
            _work = RunAsync(_work, step);
        }
    }

    private async Task RunAsync(Task former, Func<CancellationToken, Task> step)
    {
        await former.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (IsOver)
        {
            return;
        }

        try
        {
            await step(_closing.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // Closed meanwhile: nobody waits for it.
        }
        catch (Exception e) when (e is FormatException or PeerConnectionException)
        {
            WebRtcLog.MessageRefused(_context.Logger, _context.CallId, _party, e.Message);
            Break("negotiation", e.Message);
        }
        catch (Exception e)
        {
            WebRtcLog.Faulted(_context.Logger, e, _context.CallId, _party);
            Break("fault", e.Message);
        }
    }

    private void Break(string code, string message)
    {
        if (!_closing.IsCancellationRequested && Interlocked.Exchange(ref _broken, 1) == 0)
        {
            _owner.OnBroken(this, code, message);
        }
    }
}
