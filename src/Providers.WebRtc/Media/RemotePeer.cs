using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>The connection to one device: negotiates once, in the order in which messages came, and says how it goes.</summary>
internal sealed class RemotePeer : IPeerConnectionObserver, IAsyncDisposable
{
    private const int MaxCandidates = 128;

    /// <summary>How often all is said again because the peer asks, so that a peer cannot make this device talk without end.</summary>
    private const int MaxRepetitions = 16;

    private readonly string _callId;
    private readonly IPeerChannel _channel;
    private readonly ILogger _logger;
    private readonly Action<MediaSignal> _say;
    private readonly FirstFrameSink _firstFrame;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<(string Kind, string Payload)> _sent = [];
    private Task _work = Task.CompletedTask;
    private SessionDescription? _remote;
    private readonly HashSet<IceCandidate> _candidates = [];
    private int _repetitions;
    private int _failed;
    private int _closed;

    public RemotePeer(
        string callId, CallMember member, IPeerChannel channel, IPeerConnectionFactory engine, PeerConnectionConfiguration configuration,
        ILogger logger, Action<MediaSignal> say)
    {
        (_callId, Member, _channel, _logger, _say) = (callId, member, channel, logger, say);
        _firstFrame = new(() => Say(new MediaSignal.FirstVideoFrame(member.Party)));
        Connection = engine.CreatePeerConnection(configuration, this);
    }

    public CallMember Member { get; private set; }

    public IPeerConnection Connection { get; }

    private CallParty Party => Member.Party;

    /// <summary>True once it failed or is being closed: nothing more is said, to anybody.</summary>
    private bool IsOver => Volatile.Read(ref _failed) == 1 || _closing.IsCancellationRequested;

    /// <summary>Looks out for the first picture.</summary>
    public void Watch() => Connection.AddVideoSink(_firstFrame);

    /// <summary>Begins: whoever is told to offer does, the other one waits.</summary>
    public void Start()
    {
        if (Member.Offers)
        {
            Enqueue(async ct => Send(PeerMessages.Description, PeerMessages.Write(await Connection.CreateOfferAsync(ct).ConfigureAwait(false))));
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

    public void OnMessage(PeerMessage message)
    {
        switch (message.Kind)
        {
            case PeerMessages.Description:
                Enqueue(ct => DescribedAsync(message.Payload, ct));
                break;
            case PeerMessages.Candidate:
                Enqueue(ct => CandidateAsync(message.Payload, ct));
                break;
            case PeerMessages.Again:
                Enqueue(_ =>
                {
                    RepeatAsAsked(own: true);
                    return Task.CompletedTask;
                });
                break;
            default:
                WebRtcLog.MessageRefused(_logger, _callId, Party, "an unknown kind");
                break;
        }
    }

    /// <summary>What may have been lost with the line is said again, and an offer that did not come is asked for.</summary>
    public void OnLineRestored()
    {
        if (!Member.Offers && Volatile.Read(ref _remote) is null && !IsOver)
        {
            _ = _channel.SendAsync(_callId, Party, PeerMessages.Again, "{}").AsTask();
        }

        Repeat(own: true);
    }

    /// <summary>Says again what was said, while it can matter; the other side takes it once.</summary>
    /// <param name="own">False leaves the own description out: the other side has answered it.</param>
    private void Repeat(bool own)
    {
        if (IsOver || Connection.State is not (PeerConnectionState.New or PeerConnectionState.Connecting))
        {
            return;
        }

        List<(string Kind, string Payload)> again;
        lock (_lock)
        {
            again = [.. _sent.Where(s => own || s.Kind != PeerMessages.Description)];
        }

        foreach (var (kind, payload) in again)
        {
            _ = _channel.SendAsync(_callId, Party, kind, payload).AsTask();
        }
    }

    private void RepeatAsAsked(bool own)
    {
        if (_repetitions++ < MaxRepetitions)
        {
            Repeat(own);
        }
    }

    public void OnIceCandidate(IceCandidate candidate) => Send(PeerMessages.Candidate, PeerMessages.Write(candidate));

    public void OnStateChanged(PeerConnectionState state, string? reason)
    {
        WebRtcLog.StateChanged(_logger, _callId, Party, state.ToString(), reason);
        switch (state)
        {
            case PeerConnectionState.Connected:
                Say(new MediaSignal.PeerConnected(Party));
                break;
            case PeerConnectionState.Disconnected:
                Say(new MediaSignal.PeerInterrupted(Party));
                break;
            case PeerConnectionState.Failed:
                Fail("connection", reason ?? "the connection failed");
                break;
        }
    }

    public async ValueTask<MediaStats> GetStatsAsync(CancellationToken ct)
    {
        var stats = await Connection.GetStatsAsync(ct).ConfigureAwait(false);
        return new(Party.UserId, stats.RoundTripTime, stats.Streams);
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
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _closing.Dispose();
            _end.SetResult();
        }
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
                RepeatAsAsked(own: description.Type == SdpType.Offer);
                return;
            }

            throw new FormatException("a second description");
        }

        if (description.Type != (Member.Offers ? SdpType.Answer : SdpType.Offer))
        {
            throw new FormatException("a description out of turn");
        }

        if (SdpGuard.Check(description) is { } problem)
        {
            throw new FormatException(problem);
        }

        Volatile.Write(ref _remote, description);
        await Connection.SetRemoteDescriptionAsync(description, ct).ConfigureAwait(false);
        if (description.Type == SdpType.Offer)
        {
            Send(PeerMessages.Description, PeerMessages.Write(await Connection.CreateAnswerAsync(ct).ConfigureAwait(false)));
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
            WebRtcLog.MessageRefused(_logger, _callId, Party, e.Message);
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
            WebRtcLog.MessageRefused(_logger, _callId, Party, problem);
        }
        else
        {
            _candidates.Add(candidate);
            await Connection.AddIceCandidateAsync(candidate, ct).ConfigureAwait(false);
        }
    }

    private void Send(string kind, string payload)
    {
        // A late word of a connection that is gone would confuse the next one with the same device.
        if (IsOver)
        {
            return;
        }

        lock (_lock)
        {
            _sent.Add((kind, payload));
        }

        _ = _channel.SendAsync(_callId, Party, kind, payload).AsTask();
    }

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
            WebRtcLog.MessageRefused(_logger, _callId, Party, e.Message);
            Fail("negotiation", e.Message);
        }
        catch (Exception e)
        {
            WebRtcLog.Faulted(_logger, e, _callId, Party);
            Fail("fault", e.Message);
        }
    }

    private void Fail(string code, string message)
    {
        if (!_closing.IsCancellationRequested && Interlocked.Exchange(ref _failed, 1) == 0)
        {
            _say(new MediaSignal.PeerFailed(Party, new(code, message)));
        }
    }

    private void Say(MediaSignal signal)
    {
        if (!IsOver)
        {
            _say(signal);
        }
    }
}
