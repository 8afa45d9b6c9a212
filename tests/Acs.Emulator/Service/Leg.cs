using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>One device's part in a call. Used under the cloud's lock.</summary>
internal sealed partial class Leg
{
    private bool _finishShown;

    public Leg(ServiceCall call, CallAgent agent, CallOptions? options, CallDirection direction, CallerDetails? caller)
    {
        (Call, Agent) = (call, agent);
        Muted = options?.OutgoingAudioOptions?.IsMuted ?? false;
        IncomingMuted = options?.IncomingAudioOptions?.IsMuted ?? false;
        Sound = new LegSound(
            this,
            options?.OutgoingAudioOptions?.Stream ?? new LocalOutgoingAudioStream(),
            options?.IncomingAudioOptions?.Stream ?? new RemoteIncomingAudioStream());
        Data = new LegData(this);
        RawPictures = options?.IncomingVideoOptions?.StreamKind == VideoStreamKind.RawIncoming;
        Sdk = new CommunicationCall(this, direction, caller);
        foreach (var stream in options?.OutgoingVideoOptions?.Streams ?? [])
        {
            AddVideo(stream);
        }
    }

    public ServiceCall Call { get; }

    public CallAgent Agent { get; }

    public CommunicationCall Sdk { get; }

    public LegSound Sound { get; }

    public LegData Data { get; }

    public bool RawPictures { get; }

    public string Id { get; private set; } = Guid.NewGuid().ToString();

    public DateTimeOffset StartTime { get; private set; }

    public bool Connected { get; private set; }

    public bool Ended { get; private set; }

    public bool Held { get; private set; }

    public bool Muted { get; private set; }

    public bool IncomingMuted { get; private set; }

    public bool Speaking { get; private set; }

    public bool CarriesMedia => !Ended && Agent.Device.CarriesMedia && Call.StateOf(this) == CallState.Connected;

    private EmulatedCloud Cloud => Call.Cloud;

    /// <summary>Tells the app how things stand.</summary>
    public void Show()
    {
        if (!Ended)
        {
            Post(Call.ViewFor(this));
        }
    }

    public void Connect()
    {
        if (Connected || Ended)
        {
            return;
        }

        Connected = true;
        StartTime = Cloud.Time.GetUtcNow();
        ChangeId();
        Sound.Start();
        foreach (var stream in Videos)
        {
            Begin(stream);
        }
    }

    public void ChangeId()
    {
        if (Cloud.Settings.IdChanges)
        {
            Id = Guid.NewGuid().ToString();
        }
    }

    public void Finish(EndCode code, bool locally)
    {
        if (_finishShown)
        {
            return;
        }

        var last = Call.ViewFor(this) with { Participants = [] };
        if (locally)
        {
            ShowEnd(last, code);
        }
        else
        {
            Agent.Device.Deliver(() => ShowEnd(last, code));
        }
    }

    /// <summary>The network, or the process, has been away for too long.</summary>
    public void Lose() => Call.Leave(this, Cloud.Settings.LostHere, Cloud.Settings.LostThere, locally: true);

    public void Mute(bool on, bool byOthers = false)
    {
        RequireActive();
        if (byOthers && !Muted)
        {
            Agent.Device.Deliver(Sdk.TellMutedByOthers);
        }

        Muted = on;
        Speaking = Speaking && !on;
        Call.Show();
    }

    public void MuteIncoming(bool on)
    {
        RequireActive();
        IncomingMuted = on;
        Call.Show();
    }

    public void Hold(bool on)
    {
        RequireActive();
        Held = on;
        Call.Show();
    }

    public void Speak(bool speaks)
    {
        if (Call.IsGroup && speaks != Speaking)
        {
            Speaking = speaks;
            Call.Show();
        }
    }

    public void RequireActive()
    {
        if (Ended || !Connected)
        {
            throw Errors.Of(Errors.CallEnded, "The call is not connected.");
        }
    }

    private void Post(CallView view) => Agent.Device.Deliver(() => Sdk.Events.Post(() => Sdk.Apply(view)));

    private void ShowEnd(CallView last, EndCode code)
    {
        if (_finishShown)
        {
            return;
        }

        _finishShown = true;
        Ended = true;
        Sound.Stop();
        Data.Stop();
        StopVideos();
        if (Cloud.Settings.Disconnecting)
        {
            Sdk.Events.Post(() => Sdk.Apply(last with { State = CallState.Disconnecting }));
        }

        Sdk.Events.Post(() => Sdk.Apply(last with { State = CallState.Disconnected, End = code }));
        Agent.Remove(this);
    }
}
