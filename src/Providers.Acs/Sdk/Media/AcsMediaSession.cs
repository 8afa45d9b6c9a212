using Azure.Communication.Calling.WindowsClient;
using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>The media of one call, over a call of the SDK's: in native mode the one that rang, in paired mode a group that is joined for it.</summary>
internal sealed class AcsMediaSession : IMediaSession, ILocalMediaOwner, IServiceProvider
{
    /// <summary>How much later than the media the signalling may say that somebody has left.</summary>
    private static readonly TimeSpan WordOfLeaving = TimeSpan.FromSeconds(3);

    private readonly MediaPlan _plan;
    private readonly IMediaObserver _observer;
    private readonly IMediaCall _source;
    private readonly SdkAgent _agent;
    private readonly Pulses? _pulses;
    private readonly Lock _speaking = new();
    private readonly SinkList<IVideoSink> _videoSinks = new();
    private readonly SinkList<IAudioSink> _audioSinks = new();
    private readonly Lock _gating = new();
    private readonly bool?[] _early = new bool?[2];
    private readonly Dictionary<CallParty, bool> _up = [];
    private readonly Dictionary<IncomingVideoStream, RemotePictures> _pictures = [];
    private readonly List<ITimer> _checks = [];
    private readonly AudioLevelMeter _mixLevel = new();
    private IReadOnlyList<(CallParty Party, string AcsId)> _members = [];
    private string[] _audible = [];
    private WatchedCall? _call;
    private LocalMedia? _local;
    private ITimer? _levels;
    private Heartbeat? _heart;
    private bool _started;
    private bool _over;
    private bool _silent;
    private bool _disposed;

    /// <param name="plan">What Core wants.</param>
    /// <param name="observer">Told what happens.</param>
    /// <param name="source">The call.</param>
    /// <param name="agent">The sign-in.</param>
    /// <param name="pulses">What is heard of the others' hearts; null where nobody beats.</param>
    public AcsMediaSession(MediaPlan plan, IMediaObserver observer, IMediaCall source, SdkAgent agent, Pulses? pulses = null) =>
        (_plan, _observer, _source, _agent, _pulses) = (plan, observer, source, agent, pulses);

    private SerialQueue Queue => _agent.Queue;

    /// <inheritdoc />
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        var (call, local) = await _source.EnterAsync(ct).ConfigureAwait(false);
        lock (_gating)
        {
            if (_disposed)
            {
                return;
            }

            (_call, _local) = (call, local);
            Replay(MediaKind.Audio);
            Replay(MediaKind.Video);
            if (_pulses is not null)
            {
                _heart = new(_agent, call, _pulses, _plan.Self.DeviceId, OnChanged, TellQuality);
            }

            call.Changed += OnChanged;
            call.Muted += OnMuted;
            if (local.Mix is { } mix)
            {
                mix.MixedAudioBufferReceived += OnSound;
            }
        }

        call.Look();
    }

    /// <inheritdoc />
    public async ValueTask StartAsync(CancellationToken ct)
    {
        if (_local is not { } local)
        {
            return;
        }

        await local.UseAsync(_plan.Audio, _plan.Video, this).ConfigureAwait(false);
        lock (_gating)
        {
            if (_disposed)
            {
                return;
            }

            if (_plan.AudioLevelInterval is { } interval && local.Mix is not null)
            {
                _levels = _agent.SignIn.Time.CreateTimer(_ => Queue.Post(TellLevels), null, interval, interval);
            }

            _heart?.Start();
            _started = true;
        }

        _call!.Look();
    }

    /// <inheritdoc />
    public async ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct)
    {
        foreach (var stranger in await FollowAsync(roster, ct).ConfigureAwait(false))
        {
            Say(new MediaSignal.PeerFailed(stranger, new("directory", $"The directory knows no id of '{stranger.UserId}' at the vendor.")));
        }
    }

    /// <summary>As <see cref="UpdateAsync"/>, but it is for the caller to judge whom the directory does not know.</summary>
    /// <returns>Those; nobody waits for them.</returns>
    public async ValueTask<IReadOnlyList<CallParty>> FollowAsync(MediaRoster roster, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roster);
        List<(CallParty, string)> members = [];
        List<CallParty> strangers = [];
        foreach (var member in roster.Members)
        {
            if (await _agent.SignIn.Directory.FindAcsIdAsync(member.Party.UserId, ct).ConfigureAwait(false) is { } acsId)
            {
                members.Add((member.Party, acsId));
            }
            else
            {
                strangers.Add(member.Party);
            }
        }

        Queue.Post(() =>
        {
            _members = members;
            OnChanged();
        });
        return strangers;
    }

    /// <inheritdoc />
    public void SetGate(MediaKind kind, bool open)
    {
        lock (_gating)
        {
            _early[(int)kind] = open;
            Replay(kind);
        }
    }

    /// <inheritdoc />
    public IDisposable AddVideoSink(string userId, IVideoSink sink) => Frames(_videoSinks, userId, sink);

    /// <inheritdoc />
    public IDisposable AddAudioSink(string userId, IAudioSink sink) => Frames(_audioSinks, userId, sink);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct)
    {
        if (_local is not { } local)
        {
            return ValueTask.FromResult<IReadOnlyList<MediaStats>>([]);
        }

        // One call carries everybody: what is counted is counted once.
        List<StreamStats> streams =
        [
            local.Count.Read(MediaKind.Audio, true), local.Count.Read(MediaKind.Audio, false),
            local.Count.Read(MediaKind.Video, true), local.Count.Read(MediaKind.Video, false),
        ];
        return ValueTask.FromResult<IReadOnlyList<MediaStats>>([.. _members.Select(m => new MediaStats(m.Party.UserId, null, streams))]);
    }

    /// <summary>The SDK's call, for what the contract has no word for: hold, tones.</summary>
    public object? GetService(Type serviceType) => serviceType == typeof(CommunicationCall) ? _call?.Call : null;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (_speaking)
        {
            _silent = true;
        }

        lock (_gating)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _levels?.Dispose();
        if (_call is { } call && _local is { } local)
        {
            call.Changed -= OnChanged;
            call.Muted -= OnMuted;
            if (local.Mix is { } mix)
            {
                mix.MixedAudioBufferReceived -= OnSound;
            }

            await local.DisposeAsync().ConfigureAwait(false);
            await Queue.AskAsync(Forget).ConfigureAwait(false);
        }

        await _source.LeaveAsync().ConfigureAwait(false);
    }

    void ILocalMediaOwner.OnUnavailable(MediaKind kind, string reason) => Say(new MediaSignal.DeviceUnavailable(kind, reason));

    void ILocalMediaOwner.OnBroken(Exception error) => Say(new MediaSignal.Failed(SdkErrors.Fault(error)));

    private IDisposable Frames<TSink>(SinkList<TSink> sinks, string userId, TSink sink)
        where TSink : class => _agent.SignIn.Options.Frames
            ? sinks.Add(userId, sink)
            : throw new CallException(CallErrorCode.NotSupported, "The SDK plays and shows by itself; set AcsOptions.Frames to get frames.");

    /// <summary>Gates that were set before there was a call count from its entering on. Under the lock.</summary>
    private void Replay(MediaKind kind)
    {
        if (_early[(int)kind] is { } open)
        {
            _local?.SetGate(kind, open, show: !_source.IsSignalled);
        }
    }

    private void OnChanged()
    {
        if (_call is not { } call || _over || !_started || Volatile.Read(ref _disposed))
        {
            return;
        }

        if (call.IsOver)
        {
            _over = true;
            Forget();
            if (!_source.IsSignalled)
            {
                var (code, subcode) = call.EndReason ?? default;
                Say(new MediaSignal.Failed(new($"{code}/{subcode}", "The vendor has ended the call that carries the media.")));
            }

            return;
        }

        foreach (var gone in _up.Keys.Where(p => !_members.Any(m => m.Party == p)).ToList())
        {
            _up.Remove(gone);
        }

        foreach (var (party, acsId) in _members)
        {
            bool isUp = call.IsConnected && call.Find(acsId) is { IsIn: true } && _pulses?.Find(acsId, party.DeviceId) is not { IsSilent: true };
            if (_up.GetValueOrDefault(party) != isUp)
            {
                _up[party] = isUp;
                Tell(party, acsId, isUp);
            }
        }

        Watch(call);
    }

    /// <summary>
    /// The SDK reconnects without a word; a heart that is not heard any more tells that it does. A participant who is gone has left, and the line says so; where the signalling says it and does not for a
    /// while, it was the media alone that was lost, and may come back.
    /// </summary>
    private void Tell(CallParty party, string acsId, bool isUp)
    {
        if (isUp)
        {
            // The other one is to know this heart before anybody hears that the media are up: it can be missed from now on.
            _heart?.Beat();
            Say(new MediaSignal.PeerConnected(party));
        }
        else if (_call!.Find(acsId) is { State: SdkParticipantState.Connecting or SdkParticipantState.EarlyMedia } or { IsIn: true })
        {
            Say(new MediaSignal.PeerInterrupted(party));
        }
        else if (!_source.IsSignalled)
        {
            _checks.Add(_agent.SignIn.Time.CreateTimer(_ => Queue.Post(() => Check(party)), null, WordOfLeaving, Timeout.InfiniteTimeSpan));
        }
    }

    private void Check(CallParty party)
    {
        if (!_over && _members.Any(m => m.Party == party) && !_up.GetValueOrDefault(party))
        {
            Say(new MediaSignal.PeerInterrupted(party));
        }
    }

    /// <summary>Takes the pictures and the sound of who is connected.</summary>
    private void Watch(WatchedCall call)
    {
        var there = _members.Where(m => _up.GetValueOrDefault(m.Party)).Select(m => (m.Party, call.Find(m.AcsId)!)).ToList();
        Volatile.Write(ref _audible, [.. there.Where(t => t.Item2.Media.MicrophoneOn).Select(t => t.Party.UserId)]);
        var wanted = there.SelectMany(t => t.Item2.Streams.OfType<RawIncomingVideoStream>().Select(s => (Stream: s, t.Party))).ToList();
        foreach (var (stream, pictures) in _pictures.Where(p => !wanted.Contains((p.Value.Stream, p.Value.Party))).ToList())
        {
            pictures.Dispose();
            _pictures.Remove(stream);
        }

        foreach (var (stream, party) in wanted.Where(w => !_pictures.ContainsKey(w.Stream)))
        {
            try
            {
                _pictures[stream] = new(stream, party, _videoSinks, p => Say(new MediaSignal.FirstVideoFrame(p)), _local!.Count, _agent.Logger);
            }
            catch (Exception e)
            {
                // The others' are taken all the same, and these the next time that something has changed.
                AcsLog.Faulted(_agent.Logger, e);
            }
        }
    }

    private bool Forget()
    {
        foreach (var pictures in _pictures.Values)
        {
            pictures.Dispose();
        }

        _pictures.Clear();
        _heart?.Dispose();
        _checks.ForEach(c => c.Dispose());
        Volatile.Write(ref _audible, []);
        return true;
    }

    /// <summary>On a thread of the SDK's. It hands out one mix: each who can be heard is heard with it.</summary>
    private void OnSound(object? sender, IncomingMixedAudioEventArgs args)
    {
        try
        {
            // As with pictures: it is the handler's. Should the SDK dispose it, too, that does no harm.
            using var sound = args.AudioBuffer;
            string[] audible = Volatile.Read(ref _audible);
            if (audible.Length == 0 || sound.Buffer is not { } buffer)
            {
                return;
            }

            using var memory = new MappedMemory(buffer);
            var frame = new AudioFrame(memory.Samples, OutgoingSound.Rate, 1, TimeSpan.FromTicks(sound.TimestampInTicks));
            _local!.Count.Add(MediaKind.Audio, isOutgoing: false, memory.Bytes.Length);
            if (_levels is not null)
            {
                _mixLevel.OnFrame(frame);
            }

            Delivery.Deliver(_audioSinks, audible, frame, _agent.Logger);
        }
        catch (Exception e)
        {
            AcsLog.Lost(_agent.Logger, e);
        }
    }

    private void OnMuted()
    {
        _local!.OnMutedByOthers();
        Say(new MediaSignal.DeviceUnavailable(MediaKind.Audio, "Another participant has muted this microphone."));
    }

    private void TellQuality()
    {
        foreach (var (party, acsId) in _members.Where(m => _up.GetValueOrDefault(m.Party)))
        {
            if (_pulses?.Find(acsId, party.DeviceId)?.Judge() is { } quality)
            {
                Say(new MediaSignal.QualityChanged(party, quality));
            }
        }
    }

    private void TellLevels()
    {
        int mix = _mixLevel.Read();
        var others = _members.Where(m => _up.GetValueOrDefault(m.Party)).ToList();
        List<MemberAudioLevel> levels = [new(_plan.Self, _local!.ReadLevel())];
        foreach (var (party, acsId) in others)
        {
            // Of several only who speaks is told, not how loud.
            bool heard = others.Count == 1 || _call!.Find(acsId)?.Participant.IsSpeaking == true;
            levels.Add(new(party, heard ? mix : 0));
        }

        Say(new MediaSignal.AudioLevels(levels));
    }

    private void Say(MediaSignal signal)
    {
        lock (_speaking)
        {
            if (!_silent)
            {
                _observer.OnMedia(signal);
            }
        }
    }
}
