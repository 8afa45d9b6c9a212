using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// A call of the SDK's. Its events only say that it has to be looked at again: what was raised before anybody could subscribe, twice, or in another
/// order makes no difference. Everything is read and told on the queue.
/// </summary>
internal sealed class WatchedCall
{
    private readonly SerialQueue _queue;
    private readonly List<WatchedParticipant> _participants = [];
    private readonly HashSet<WatchedParticipant> _expected = [];
    private bool _wasConnected;
    private bool _closed;

    public WatchedCall(CommunicationCall call, SerialQueue queue)
    {
        (Call, _queue) = (call, queue);
        call.StateChanged += OnStateChanged;
        call.RemoteParticipantsUpdated += OnParticipantsUpdated;
        call.MutedByOthers += OnMutedByOthers;
        OnStateChanged(null, null!);
    }

    /// <summary>Something may be different. On the queue.</summary>
    public event Action? Changed;

    /// <summary>Another participant has muted this device. On the queue.</summary>
    public event Action? Muted;

    /// <summary>The SDK's own; its id may change, so nothing is remembered by it.</summary>
    public CommunicationCall Call { get; }

    public SdkCallState State { get; private set; }

    public bool WasConnected => Volatile.Read(ref _wasConnected);

    /// <summary>It carries media, or would if nobody held it.</summary>
    public bool IsConnected => State is SdkCallState.Connected or SdkCallState.LocalHold or SdkCallState.RemoteHold;

    public bool IsOver => State == SdkCallState.Disconnected;

    /// <summary>Why it is over, once it is; null if the SDK does not say.</summary>
    public (int Code, int Subcode)? EndReason { get; private set; }

    public IReadOnlyList<WatchedParticipant> Participants => _participants;

    /// <summary>Somebody else is in the call, as the SDK shows it now. Any thread.</summary>
    public bool IsAnybodyIn => Call.RemoteParticipants.Any(p => p.State is SdkParticipantState.Connected or SdkParticipantState.Hold);

    /// <summary>Somebody is in the call or rung into it, as the SDK shows it now. Any thread.</summary>
    public bool Shows(string acsId) => Call.RemoteParticipants.Any(p => p.Identifier.RawId == acsId && p.State != SdkParticipantState.Disconnected);

    public WatchedParticipant? Find(string acsId) => _participants.Find(p => p.AcsId == acsId);

    /// <summary>Watches somebody who was added a moment ago, and whom the call need not show yet. On the queue.</summary>
    public WatchedParticipant Expect(RemoteParticipant added)
    {
        if (_participants.Find(p => p.Participant == added) is { } known)
        {
            return known;
        }

        var one = new WatchedParticipant(added, Look);
        _participants.Add(one);
        _expected.Add(one);
        Look();
        return one;
    }

    /// <summary>Lets go of it: unsubscribed first, and its reason read before it is disposed. On the queue.</summary>
    public void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        Call.StateChanged -= OnStateChanged;
        Call.RemoteParticipantsUpdated -= OnParticipantsUpdated;
        Call.MutedByOthers -= OnMutedByOthers;
        _participants.ForEach(p => p.Dispose());
        ReadReason();
        Call.Dispose();
    }

    /// <summary>Looks again, soon.</summary>
    public void Look() => _queue.Post(Read);

    private void Read()
    {
        if (_closed)
        {
            return;
        }

        State = Call.State;
        Note(State);
        var present = Call.RemoteParticipants;
        foreach (var one in present.Where(r => !_participants.Exists(p => p.Participant == r)))
        {
            _participants.Add(new(one, Look));
        }

        _participants.ForEach(p => p.Read());
        _expected.RemoveWhere(p => p.IsOut || present.Contains(p.Participant));
        foreach (var gone in _participants.Where(p => p.IsOut || !(present.Contains(p.Participant) || _expected.Contains(p))).ToList())
        {
            gone.Dispose();
            _participants.Remove(gone);
        }

        if (IsOver)
        {
            ReadReason();
        }

        Changed?.Invoke();
    }

    private void ReadReason()
    {
        if (EndReason is null && Call.CallEndReason is { } reason)
        {
            EndReason = (reason.Code, reason.Subcode);
        }
    }

    /// <summary>That it was connected must not be missed, however soon it is over.</summary>
    private void Note(SdkCallState state)
    {
        if (state is SdkCallState.Connected or SdkCallState.LocalHold or SdkCallState.RemoteHold)
        {
            Volatile.Write(ref _wasConnected, true);
        }
    }

    private void OnStateChanged(object? sender, PropertyChangedEventArgs args)
    {
        try
        {
            Note(Call.State);
        }
        catch (Exception)
        {
            // On a thread of the SDK's: it may have been let go of meanwhile.
        }

        Look();
    }

    private void OnParticipantsUpdated(object? sender, ParticipantsUpdatedEventArgs args) => Look();

    private void OnMutedByOthers(object? sender, PropertyChangedEventArgs args) => _queue.Post(() => Muted?.Invoke());
}
