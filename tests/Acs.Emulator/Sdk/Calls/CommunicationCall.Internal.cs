using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

public sealed partial class CommunicationCall
{
    private static readonly PropertyChangedEventArgs s_changed = new();
    private readonly Leg _leg;
    private readonly Dictionary<string, RemoteParticipant> _expected = [];

    internal CommunicationCall(Leg leg, CallDirection direction, CallerDetails? caller)
    {
        (_leg, Id, Direction, CallerDetails) = (leg, leg.Id, direction, caller);
        Events = new EventQueue(leg.Agent.Device, held: !leg.Call.Cloud.Settings.EventsBeforeSubscription);
        SoundEvents = new EventQueue(leg.Agent.Device);
    }

    internal EventQueue Events { get; }

    /// <summary>Sound does not wait for the app to have looked at the call.</summary>
    internal EventQueue SoundEvents { get; }

    internal void TellMutedByOthers() => Events.Post(() => MutedByOthers?.Invoke(this, s_changed));

    internal void Receive(OutgoingVideoStream source, Picture picture)
    {
        foreach (var participant in RemoteParticipants)
        {
            participant.Receive(source, picture);
        }
    }

    /// <summary>Runs among the events: what changed is set, and told.</summary>
    internal void Apply(CallView view)
    {
        if (_state == CallState.Disconnected)
        {
            return;
        }

        Change(view.Id != Id, () => Id = view.Id, IdChanged);
        Change(view.OutgoingMuted != IsOutgoingAudioMuted, () => IsOutgoingAudioMuted = view.OutgoingMuted, OutgoingAudioStateChanged);
        Change(view.IncomingMuted != IsIncomingAudioMuted, () => IsIncomingAudioMuted = view.IncomingMuted, IncomingAudioStateChanged);
        Change(view.StartTime != StartTime, () => StartTime = view.StartTime, StartTimeUpdated);
        ApplyParticipants(view);
        Change(view.State != _state, () => (_state, CallEndReason) = (view.State, view.End is { } end ? new(end.Code, end.Subcode) : null), _stateChanged);
    }

    private void ApplyParticipants(CallView view)
    {
        var gone = RemoteParticipants.Where(one => view.Participants.All(other => other.Identifier.RawId != one.Identifier.RawId)).ToList();
        var added = new List<RemoteParticipant>();
        foreach (var one in view.Participants)
        {
            var participant = RemoteParticipants.FirstOrDefault(other => other.Identifier.RawId == one.Identifier.RawId);
            if (participant is null)
            {
                added.Add(participant = Expected(one.Identifier));
            }

            participant.Apply(one, _leg.RawPictures);
        }

        foreach (var one in gone)
        {
            one.Leave(view.Reasons.TryGetValue(one.Identifier.RawId, out var reason) ? reason : null);
        }

        if (added.Count > 0 || gone.Count > 0)
        {
            RemoteParticipants = [.. RemoteParticipants.Except(gone), .. added];
            RemoteParticipantsUpdated?.Invoke(this, new ParticipantsUpdatedEventArgs(added, gone));
            TotalParticipantCount = RemoteParticipants.Count + 1;
            TotalParticipantCountChanged?.Invoke(this, s_changed);
        }
    }

    /// <summary>AddParticipant gives the participant back before the service has told of it.</summary>
    private RemoteParticipant Expect(CallIdentifier identifier)
    {
        lock (_expected)
        {
            return _expected[identifier.RawId] = new RemoteParticipant(this, identifier);
        }
    }

    private RemoteParticipant Expected(CallIdentifier identifier)
    {
        lock (_expected)
        {
            return _expected.Remove(identifier.RawId, out var participant) ? participant : new RemoteParticipant(this, identifier);
        }
    }

    private void Change(bool changed, Action set, EventHandler<PropertyChangedEventArgs>? tell)
    {
        if (changed)
        {
            set();
            tell?.Invoke(this, s_changed);
        }
    }
}
