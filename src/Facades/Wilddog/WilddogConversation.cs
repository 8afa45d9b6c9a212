using Calling.Facades;

namespace Calling.Wilddog;

/// <summary>One call, from this user's side.</summary>
/// <remarks>Vendor: WDGConversation. Any thread. What happens before it has a <see cref="Delegate"/> is told as soon as it gets one.</remarks>
public sealed class WilddogConversation
{
    private readonly Lock _lock = new();
    private readonly WilddogVideoCall _videoCall;
    private readonly List<Action<IWilddogConversationDelegate>> _untold = [];
    private IWilddogConversationDelegate? _delegate;
    private WilddogLocalStream? _localStream;
    private ICallSession? _session;
    private WilddogStats? _stats;
    private bool _closed;

    internal WilddogConversation(WilddogVideoCall videoCall, string remoteUid, WilddogLocalStream localStream)
    {
        (_videoCall, RemoteUid) = (videoCall, remoteUid);
        Use(localStream);
    }

    internal WilddogConversation(WilddogVideoCall videoCall, ICallSession session)
        => (_videoCall, RemoteUid, _session) = (videoCall, session.Snapshot.Caller, session);

    /// <summary>Is told what happens.</summary>
    /// <remarks>Vendor: delegate</remarks>
    public IWilddogConversationDelegate? Delegate
    {
        get => _delegate;
        set
        {
            lock (_lock)
            {
                _delegate = value;
            }

            _videoCall.Post(TellRest);
        }
    }

    /// <summary>Is told every two seconds how the media goes.</summary>
    /// <remarks>Vendor: statsDelegate</remarks>
    public IWilddogConversationStatsDelegate? StatsDelegate { get; set; }

    /// <summary>The other user.</summary>
    /// <remarks>Vendor: remoteUid</remarks>
    public string RemoteUid { get; }

    /// <summary>Calling's own session: null until the call has been placed, and in a call that could not be.</summary>
    /// <remarks>Of two calls that crossed it is the one that goes on, from when that is decided.</remarks>
    public ICallSession? Session => _session is { } session ? SurvivorOf(session) ?? session : null;

    /// <summary>Whether it has ended, or could not begin.</summary>
    public bool IsOver => Session is { } session ? session.Snapshot.State == CallState.Ended : _closed;

    /// <summary>Answers an incoming call.</summary>
    /// <remarks>Vendor: acceptWithLocalStream:</remarks>
    /// <param name="localStream">What this user sends.</param>
    public void AcceptWithLocalStream(WilddogLocalStream localStream)
    {
        ArgumentNullException.ThrowIfNull(localStream);
        Use(localStream);
        Do(session => session.AcceptAsync(localStream.ForAccept()));
    }

    /// <summary>Declines an incoming call.</summary>
    /// <remarks>Vendor: reject</remarks>
    public void Reject() => Do(session => session.RejectAsync());

    /// <summary>Takes the call back, or hangs up; capture has stopped when this returns (rule CALL-037).</summary>
    /// <remarks>Vendor: close</remarks>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        Do(session => session.HangUpAsync());
    }

    /// <summary>Waits for the session of a call that is being placed.</summary>
    internal async void Begin(Task<ICallSession> placing)
    {
        try
        {
            var session = await placing.ConfigureAwait(false);
            bool closed;
            lock (_lock)
            {
                _session = session;
                closed = _closed;
            }

            _videoCall.Follow(session, this);
            if (closed)
            {
                Close();
            }
            else
            {
                // What was switched while the call was being placed.
                ApplyStream();
            }
        }
        catch (Exception error)
        {
            lock (_lock)
            {
                _closed = true;
            }

            Use(null);

            _videoCall.Post(() => Fail(WilddogError.Of(error)));
        }
    }

    /// <summary>Something happened in the session; in its turn.</summary>
    internal void OnEvent(ICallSession session, CallEvent item)
    {
        switch (item)
        {
            case CallEvent.Snapshot(var call):
                foreach (var past in call.Past())
                {
                    OnEvent(session, past);
                }

                break;
            case CallEvent.ParticipantResponded(var user, var response, _) when user == RemoteUid:
                Respond(session, response);
                break;
            case CallEvent.ParticipantJoined(var user, _) when user == RemoteUid:
                ReceiveStream(session);
                break;
            case CallEvent.Warning(CallWarningCode.MicrophoneUnavailable or CallWarningCode.CameraUnavailable, var message):
                Fail(new(WilddogErrorCode.DeviceUnavailable, message));
                break;
            case CallEvent.Ended(var end):
                End(session, end);
                break;
        }
    }

    /// <summary>The vendor tells the caller alone.</summary>
    private void Respond(ICallSession session, CallResponse response)
    {
        if (session.Snapshot.Direction == CallDirection.Outgoing && StatusOf(response) is { } status)
        {
            Tell(d => d.DidReceiveResponse(this, status));
        }
    }

    private void ReceiveStream(ICallSession session)
    {
        _stats ??= new WilddogStats(this, session, _videoCall);
        Tell(d => d.DidReceiveStream(this, new WilddogRemoteStream(session, RemoteUid)));
    }

    /// <summary>Two users who call each other are in one conversation each (rule CALL-060): it goes on with the call that survived.</summary>
    private ICallSession? SurvivorOf(ICallSession session) =>
        session.ReplacedBy is { } survivor && survivor.Snapshot is { Direction: CallDirection.Incoming, Caller: var caller } && caller == RemoteUid
            ? survivor
            : null;

    private void End(ICallSession session, CallEnd end)
    {
        bool closed;
        lock (_lock)
        {
            closed = _closed;
        }

        if (SurvivorOf(session) is { } survivor)
        {
            GoOn(survivor, closed);
            return;
        }

        _stats?.Dispose();
        Use(null);
        if (WilddogError.Of(end, session.Snapshot.Direction) is { } error)
        {
            Fail(error);
        }
        else if (end.Reason is CallEndReason.RemoteHangUp or CallEndReason.RemoteCancel or CallEndReason.AnsweredElsewhere
            or CallEndReason.RejectedElsewhere or CallEndReason.EndedByServer or CallEndReason.KickedOffline
            || (end.Reason == CallEndReason.Replaced && !closed))
        {
            Tell(d => d.ConversationDidClosed(this));
        }
    }

    /// <summary>What the app did when the lost call was over already, and this turn had not come, holds for the survivor.</summary>
    private void GoOn(ICallSession survivor, bool closed)
    {
        lock (_lock)
        {
            _session = survivor;
        }

        if (closed)
        {
            Use(null);
            Do(session => session.HangUpAsync());
            return;
        }

        _videoCall.Follow(survivor, this);
        ApplyStream();
        Tell(d => d.DidReceiveResponse(this, WilddogCallStatus.Accepted));
    }

    private static WilddogCallStatus? StatusOf(CallResponse response) => response switch
    {
        CallResponse.Accepted => WilddogCallStatus.Accepted,
        CallResponse.Rejected => WilddogCallStatus.Rejected,
        CallResponse.Busy => WilddogCallStatus.Busy,
        CallResponse.NoAnswer or CallResponse.Unreachable => WilddogCallStatus.Timeout,
        _ => null,
    };

    /// <summary>Heeds another local stream from now on, or none; what is over heeds none.</summary>
    private void Use(WilddogLocalStream? stream)
    {
        lock (_lock)
        {
            if (_localStream is { } former)
            {
                former.Changed -= ApplyStream;
            }

            _localStream = IsOver ? null : stream;
            if (_localStream is { } present)
            {
                present.Changed += ApplyStream;
            }
        }
    }

    private void ApplyStream()
    {
        if (IsOver)
        {
            // Its end is told in no turn once the video call is disposed.
            Use(null);
        }
        else if (_localStream is { } stream)
        {
            Do(session => session.SetMicrophoneAsync(stream.SendsAudio));
            if (stream.HasVideo && Session?.Snapshot.Media == CallMedia.Video)
            {
                Do(session => session.SetCameraAsync(stream.VideoEnabled));
            }
        }
    }

    /// <summary>Begins an operation; what fails is told, but not that the call is over: that is told anyway.</summary>
    private async void Do(Func<ICallSession, Task> operation)
    {
        if (Session is not { } session)
        {
            return;
        }

        try
        {
            await operation(session).ConfigureAwait(false);
        }
        catch (CallException error) when (error.Code == CallErrorCode.CallGone)
        {
        }
        catch (Exception error)
        {
            _videoCall.Post(() => Fail(WilddogError.Of(error)));
        }
    }

    private void Fail(WilddogError error) => Tell(d => d.DidFailedWithError(this, error));

    /// <summary>In its turn.</summary>
    private void Tell(Action<IWilddogConversationDelegate> what)
    {
        _untold.Add(what);
        TellRest();
    }

    private void TellRest()
    {
        while (_delegate is { } listener && _untold.Count > 0)
        {
            var what = _untold[0];
            _untold.RemoveAt(0);
            _videoCall.Post(() => what(listener));
        }
    }
}
