using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>The connection to one device: negotiates once, in the order in which messages came, and says how it goes.</summary>
internal sealed class RemotePeer : IPeerConnectionObserver, IAsyncDisposable
{
    private const int MaxCandidates = 128;

    private readonly string _callId;
    private readonly IPeerChannel _channel;
    private readonly ILogger _logger;
    private readonly Action<MediaSignal> _say;
    private readonly FirstFrameSink _firstFrame;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly List<(string Kind, string Payload)> _sent = [];
    private Task _work = Task.CompletedTask;
    private SessionDescription? _remote;
    private int _candidates;
    private bool _failed;

    public RemotePeer(
        string callId, CallMember member, IPeerChannel channel, IPeerConnectionFactory engine, PeerConnectionConfiguration configuration,
        ILogger logger, Action<MediaSignal> say)
    {
        (_callId, Member, _channel, _logger, _say) = (callId, member, channel, logger, say);
        _firstFrame = new(() => say(new MediaSignal.FirstVideoFrame(member.Party)));
        Connection = engine.CreatePeerConnection(configuration, this);
        Connection.AddVideoSink(_firstFrame);
    }

    public CallMember Member { get; private set; }

    public IPeerConnection Connection { get; }

    private CallParty Party => Member.Party;

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
            default:
                WebRtcLog.MessageRefused(_logger, _callId, Party, "an unknown kind");
                break;
        }
    }

    /// <summary>What may have been lost with the line is said again; the other side takes it once.</summary>
    public void Repeat()
    {
        if (Connection.State is not (PeerConnectionState.New or PeerConnectionState.Connecting))
        {
            return;
        }

        List<(string Kind, string Payload)> again;
        lock (_lock)
        {
            again = [.. _sent];
        }

        foreach (var (kind, payload) in again)
        {
            _ = _channel.SendAsync(_callId, Party, kind, payload).AsTask();
        }
    }

    public void OnIceCandidate(IceCandidate candidate) => Send(PeerMessages.Candidate, PeerMessages.Write(candidate));

    public void OnStateChanged(PeerConnectionState state, string? reason)
    {
        WebRtcLog.StateChanged(_logger, _callId, Party, state.ToString(), reason);
        switch (state)
        {
            case PeerConnectionState.Connected:
                _say(new MediaSignal.PeerConnected(Party));
                break;
            case PeerConnectionState.Disconnected:
                _say(new MediaSignal.PeerInterrupted(Party));
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
        await _closing.CancelAsync().ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task DescribedAsync(string payload, CancellationToken ct)
    {
        var description = PeerMessages.ReadDescription(payload);
        if (_remote is not null)
        {
            // A repetition after a lost line is answered as before; anything else comes too late (rule CALL-097).
            if (_remote == description)
            {
                Repeat();
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

        _remote = description;
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
        string? problem = candidate.Candidate.Length == 0 ? null
            : ++_candidates > MaxCandidates ? $"more than {MaxCandidates} candidates" : CandidateGuard.Check(candidate);
        if (problem is not null)
        {
            WebRtcLog.MessageRefused(_logger, _callId, Party, problem);
        }
        else if (candidate.Candidate.Length > 0)
        {
            await Connection.AddIceCandidateAsync(candidate, ct).ConfigureAwait(false);
        }
    }

    private void Send(string kind, string payload)
    {
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
        if (_failed || _closing.IsCancellationRequested)
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
        _failed = true;
        _say(new MediaSignal.PeerFailed(Party, new(code, message)));
    }
}
