using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// The media of one call that our server rings: an entry into the vendor's group, and another one whenever the vendor has ended that (rule CALL-111).
/// What the app and Core have said counts for each entry anew; how long coming back may take is Core's affair.
/// </summary>
internal sealed class GroupMediaSession(GroupMedia owner, MediaPlan plan, IMediaObserver observer) : IMediaSession, IServiceProvider
{
    private const string Scheme = "acs-group";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Lock _speaking = new();
    private readonly CancellationTokenSource _life = new();
    private readonly bool[] _gates = new bool[2];
    private readonly List<Attachment> _sinks = [];
    private readonly HashSet<CallParty> _up = [];
    private readonly Pulses _pulses = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private AcsMediaSession? _entry;
    private MediaRoster? _roster;
    private bool _wasIn;
    private bool _started;
    private bool _silent;
    private bool _disposed;

    /// <inheritdoc />
    public ValueTask PrepareAsync(CancellationToken ct)
    {
        if (plan.Grant is not { Scheme: Scheme } || !Guid.TryParse(plan.Grant.Value, out var group))
        {
            throw new CallException(
                CallErrorCode.ProviderFailed, $"The server told of no group for this call's media; its setting MediaGroup:Scheme must be '{Scheme}'.");
        }

        lock (_lock)
        {
            _running = _disposed ? Task.CompletedTask : RunAsync(group);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken ct)
    {
        Change(() => _started = true);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct)
    {
        Change(() => _roster = roster);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void SetGate(MediaKind kind, bool open)
    {
        lock (_lock)
        {
            _gates[(int)kind] = open && !_disposed;
            _entry?.SetGate(kind, _gates[(int)kind]);
        }
    }

    /// <inheritdoc />
    public IDisposable AddVideoSink(string userId, IVideoSink sink) => Add(entry => entry.AddVideoSink(userId, sink));

    /// <inheritdoc />
    public IDisposable AddAudioSink(string userId, IAudioSink sink) => Add(entry => entry.AddAudioSink(userId, sink));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct) =>
        Volatile.Read(ref _entry)?.GetStatsAsync(ct) ?? ValueTask.FromResult<IReadOnlyList<MediaStats>>([]);

    /// <summary>What the present entry has to offer.</summary>
    public object? GetService(Type serviceType) => Volatile.Read(ref _entry)?.GetService(serviceType);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (_speaking)
        {
            _silent = true;
        }

        Task running;
        lock (_lock)
        {
            _disposed = true;
            Array.Clear(_gates);
            _entry?.SetGate(MediaKind.Audio, false);
            _entry?.SetGate(MediaKind.Video, false);
            running = _running;
        }

        await _life.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private async Task RunAsync(Guid group)
    {
        // Off whoever prepares: entering takes as long as it takes.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var wait = FirstWait;
        while (!_life.IsCancellationRequested)
        {
            try
            {
                await EnterAsync(group, () => wait = FirstWait).ConfigureAwait(false);
                TellInterrupted();
                await Task.Delay(wait, owner.Time, _life.Token).ConfigureAwait(false);
                wait = wait * 2 < LastWait ? wait * 2 : LastWait;
            }
            catch (Exception) when (_life.IsCancellationRequested)
            {
                // The call is over.
            }
            catch (Exception e)
            {
                Say(new MediaSignal.Failed(SdkErrors.Fault(e)));
                return;
            }
        }
    }

    /// <summary>One entry, from its beginning to its end. What may be better the next time is not thrown.</summary>
    private async Task EnterAsync(Guid group, Action entered)
    {
        SdkAgent? agent = null;
        AcsMediaSession? entry = null;
        GroupCall? call = null;
        try
        {
            agent = await owner.AgentAsync(_life.Token).ConfigureAwait(false);
            call = new GroupCall(owner, agent, group);
            var ear = new Ear(this);
            entry = new AcsMediaSession(plan, ear, call, agent, _pulses);
            await entry.PrepareAsync(_life.Token).ConfigureAwait(false);
            _wasIn = true;
            Adopt(entry);
            entered();
            await FollowAsync(entry, ear.Over).ConfigureAwait(false);
        }
        catch (Exception e) when (!_life.IsCancellationRequested && (_wasIn || !IsHopeless(e)))
        {
            AcsLog.Faulted(owner.Logger, e);
        }
        finally
        {
            Volatile.Write(ref _entry, null);
            if (entry is not null)
            {
                await entry.DisposeAsync().ConfigureAwait(false);
            }
        }

        if (agent is not null && call?.EndReason is (401 or 495, _))
        {
            await owner.DropAsync(agent).ConfigureAwait(false);
        }
    }

    /// <summary>Does with an entry what Core wants of the session, as often as that changes, until the vendor ends it.</summary>
    private async Task FollowAsync(AcsMediaSession entry, Task over)
    {
        bool started = false;
        MediaRoster? told = null;
        while (!over.IsCompleted)
        {
            Task changed;
            bool start;
            MediaRoster? roster;
            lock (_lock)
            {
                (changed, start, roster) = (_changed.Task, _started, _roster);
            }

            if (start && !started)
            {
                await entry.StartAsync(_life.Token).ConfigureAwait(false);
                started = true;
            }

            if (roster is not null && roster != told && await TryFollowAsync(entry, roster).ConfigureAwait(false))
            {
                told = roster;
            }
            else if (roster != told)
            {
                changed = Task.WhenAny(changed, Task.Delay(Again, owner.Time, _life.Token));
            }

            await Task.WhenAny(changed, over).WaitAsync(_life.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing that a later try would mend.</summary>
    private static bool IsHopeless(Exception error) => error is CallException { Code: CallErrorCode.AuthenticationFailed or CallErrorCode.EngineUnavailable };

    /// <summary>False if not everybody could be found, who may be found later: Core knows how long to wait for somebody.</summary>
    private async ValueTask<bool> TryFollowAsync(AcsMediaSession entry, MediaRoster roster)
    {
        try
        {
            return await entry.FollowAsync(roster, _life.Token).ConfigureAwait(false) is [];
        }
        catch (CallException e)
        {
            AcsLog.Faulted(owner.Logger, e);
            return false;
        }
    }

    private void Adopt(AcsMediaSession entry)
    {
        lock (_lock)
        {
            Volatile.Write(ref _entry, entry);
            entry.SetGate(MediaKind.Audio, _gates[(int)MediaKind.Audio]);
            entry.SetGate(MediaKind.Video, _gates[(int)MediaKind.Video]);
            _sinks.ForEach(s => s.Attach(entry));
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    private Attachment Add(Func<AcsMediaSession, IDisposable> attach)
    {
        if (!owner.Options.Frames)
        {
            throw new CallException(CallErrorCode.NotSupported, "The SDK plays and shows by itself; set AcsOptions.Frames to get frames.");
        }

        var attachment = new Attachment(this, attach);
        lock (_lock)
        {
            _sinks.Add(attachment);
            if (_entry is { } entry)
            {
                attachment.Attach(entry);
            }
        }

        return attachment;
    }

    private void TellInterrupted()
    {
        lock (_speaking)
        {
            foreach (var party in _up)
            {
                Say(new MediaSignal.PeerInterrupted(party));
            }

            _up.Clear();
        }
    }

    private void Say(MediaSignal signal)
    {
        lock (_speaking)
        {
            if (!_silent)
            {
                observer.OnMedia(signal);
            }
        }
    }

    /// <summary>Hears one entry; that it failed means another one.</summary>
    private sealed class Ear(GroupMediaSession session) : IMediaObserver
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public void OnMedia(MediaSignal signal)
        {
            if (signal is MediaSignal.Failed)
            {
                _over.TrySetResult();
                return;
            }

            lock (session._speaking)
            {
                switch (signal)
                {
                    case MediaSignal.PeerConnected(var party):
                        session._up.Add(party);
                        break;
                    case MediaSignal.PeerInterrupted(var party):
                        session._up.Remove(party);
                        break;
                }

                session.Say(signal);
            }
        }
    }

    /// <summary>A sink of the app's, attached to whatever entry there is.</summary>
    private sealed class Attachment(GroupMediaSession session, Func<AcsMediaSession, IDisposable> attach) : IDisposable
    {
        private IDisposable? _inner;

        public void Attach(AcsMediaSession entry) => _inner = attach(entry);

        public void Dispose()
        {
            IDisposable? inner;
            lock (session._lock)
            {
                session._sinks.Remove(this);
                inner = _inner;
            }

            // Not under the lock: it waits for the frame that is being delivered, whose receiver may be detaching here.
            inner?.Dispose();
        }
    }
}
