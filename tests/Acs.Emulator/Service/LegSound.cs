using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>The sound of one device in a call. Used under the cloud's lock, if nothing else is said.</summary>
[EmulatorDefined("mixed sound comes in buffers of 20 ms")]
internal sealed class LegSound
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);
    private readonly Leg _leg;
    private Mixer? _mixer;
    private ITimer? _timer;
    private DateTimeOffset _next;

    public LegSound(Leg leg, OutgoingAudioStream outgoing, IncomingAudioStream incoming) =>
        (_leg, Outgoing, Incoming) = (leg, outgoing, incoming);

    public OutgoingAudioStream? Outgoing { get; private set; }

    public IncomingAudioStream? Incoming { get; private set; }

    private TimeProvider Time => _leg.Call.Cloud.Time;

    public void Start()
    {
        Begin(Outgoing);
        Begin(Incoming);
        _next = Time.GetUtcNow() + Period;
        _timer = Time.CreateTimer(_ => Tick(), null, Period, Period);
    }

    public void Stop()
    {
        _timer?.Dispose();
        End(Outgoing);
        End(Incoming);
    }

    public void Switch(CallAudioStream stream)
    {
        _leg.RequireActive();
        if (stream == Outgoing || stream == Incoming)
        {
            return;
        }

        Halt(stream.Direction == StreamDirection.Outgoing ? Outgoing : Incoming);
        (Outgoing, Incoming) = (stream as OutgoingAudioStream ?? Outgoing, stream as IncomingAudioStream ?? Incoming);
        Begin(stream);
    }

    public void Halt(CallAudioStream? stream)
    {
        if (stream is not null && (stream == Outgoing || stream == Incoming))
        {
            End(stream);
            (Outgoing, Incoming) = (stream == Outgoing ? null : Outgoing, stream == Incoming ? null : Incoming);
        }
    }

    /// <summary>From any thread: a buffer of the active outgoing stream.</summary>
    public void Send(OutgoingAudioStream stream, Pcm sound)
    {
        lock (_leg.Call.Cloud.Gate)
        {
            if (stream != Outgoing || _leg.Muted || !_leg.CarriesMedia)
            {
                return;
            }

            _leg.Agent.Device.CountSound();
            _leg.Speak(sound.IsLoud);
            foreach (var other in _leg.Call.Legs.Where(one => one != _leg && one.CarriesMedia && !one.IncomingMuted))
            {
                _leg.Agent.Device.Carry(other.Agent.Device, stream, () => other.Sound._mixer?.Add(_leg, sound));
            }
        }
    }

    private void Begin(CallAudioStream? stream)
    {
        if (stream is RawIncomingAudioStream raw)
        {
            _mixer = new Mixer(Pcm.RateOf(raw.Properties.SampleRate), Pcm.ChannelsOf(raw.Properties.ChannelMode));
        }

        if (stream is not null)
        {
            stream.Sound = this;
            _leg.Sdk.Events.Post(() => stream.Move(AudioStreamState.Started));
        }
    }

    private void End(CallAudioStream? stream)
    {
        if (stream == Incoming)
        {
            _mixer = null;
        }

        if (stream is not null)
        {
            _leg.Sdk.Events.Post(() => stream.Move(AudioStreamState.Stopped));
        }
    }

    /// <summary>Timers come late, so as many buffers go as are due.</summary>
    private void Tick()
    {
        lock (_leg.Call.Cloud.Gate)
        {
            for (; !_leg.Ended && _next <= Time.GetUtcNow(); _next += Period)
            {
                if (Outgoing is LocalOutgoingAudioStream microphone && _leg.Agent.Device.Hardware.Microphones.Count > 0)
                {
                    Send(microphone, Pcm.OfMicrophone);
                }

                Hear();
            }
        }
    }

    private void Hear()
    {
        if (_mixer is not { } mixer || Incoming is not RawIncomingAudioStream raw || !_leg.CarriesMedia || _leg.IncomingMuted)
        {
            return;
        }

        if ((mixer.Take() ?? (_leg.Call.Cloud.Settings.DeliversSilence ? mixer.Silence() : null)) is { } sound)
        {
            raw.Receive(sound, _leg.Agent.Device, _leg.Sdk.SoundEvents, _next);
        }
    }
}
