using Calling.Machines;
using Calling.Mailboxes;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Effects;

/// <summary>
/// One call's media: its steps run one at a time, off the mailbox; a fault becomes a signal; closing disposes it exactly once,
/// whatever step is under way.
/// </summary>
internal sealed class MediaHost(string callId, CallRuntime runtime, ClientMailbox mailbox, Releases releases, ILogger logger)
    : Validity, IMediaObserver
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<CancellationToken, ValueTask>> _steps = new();
    private readonly Life _life = new(logger);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IMediaSession? _session;
    private bool _asked;
    private bool _making;
    private bool _working;
    private bool _failed;
    private bool _closed;

    /// <summary>The media; null before it is made and after its end.</summary>
    public IMediaSession? Session => Volatile.Read(ref _session);

    /// <summary>True from the wish to open it until it is closed.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _asked && !_closed;
            }
        }
    }

    /// <summary>Completes when nothing of it is left; at once if it never was asked for.</summary>
    public Task Released
    {
        get
        {
            lock (_lock)
            {
                return _asked ? _released.Task : Task.CompletedTask;
            }
        }
    }

    /// <summary>Makes the media, then prepares its transport.</summary>
    /// <param name="make">Makes it.</param>
    /// <param name="made">Takes it in use.</param>
    public void Open(Func<IMediaSession> make, Action<IMediaSession> made)
    {
        lock (_lock)
        {
            _asked = true;
        }

        Enqueue(ct => Make(make, made) is { } session ? session.PrepareAsync(ct) : ValueTask.CompletedTask);
    }

    /// <summary>Attaches sources and sinks.</summary>
    public void Start() => Enqueue(ct => Session is { } session ? session.StartAsync(ct) : ValueTask.CompletedTask);

    /// <summary>Says who is in the call.</summary>
    /// <param name="roster">Everybody else.</param>
    public void Update(MediaRoster roster)
        => Enqueue(ct => Session is { } session ? session.UpdateAsync(roster, ct) : ValueTask.CompletedTask);

    /// <inheritdoc/>
    public void OnMedia(MediaSignal signal)
        => mailbox.PostLocal(new Mail(new ClientInput.Call(callId, new CallInput.Media(signal)), this));

    /// <summary>The media broke its contract: the call learns that it failed.</summary>
    /// <param name="error">What it threw.</param>
    public void Fail(Exception error)
    {
        lock (_lock)
        {
            if (_failed || _closed)
            {
                return;
            }

            _failed = true;
            _steps.Clear();
        }

        logger.MediaFailed(error, callId);
        OnMedia(new MediaSignal.Failed(Faults.From(error)));
    }

    /// <summary>Disposes it, made or not, and hears nothing of it any more.</summary>
    public void Close()
    {
        Revoke();
        IMediaSession? session;
        bool making;
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _steps.Clear();
            making = _making;
            session = _session;
            Volatile.Write(ref _session, null);
        }

        _life.End();

        // While it is being made, its maker disposes it.
        if (session is not null)
        {
            _ = ReleaseAsync(session);
        }
        else if (!making)
        {
            _released.TrySetResult();
        }
    }

    private IMediaSession? Make(Func<IMediaSession> make, Action<IMediaSession> made)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return null;
            }

            _making = true;
        }

        IMediaSession? session = null;
        try
        {
            session = make();
        }
        finally
        {
            bool closed;
            lock (_lock)
            {
                _making = false;
                closed = _closed;
                if (!closed)
                {
                    Volatile.Write(ref _session, session);
                }
            }

            if (closed)
            {
                _ = ReleaseAsync(session);
                session = null;
            }
        }

        if (session is not null)
        {
            made(session);
        }

        return session;
    }

    private async Task ReleaseAsync(IMediaSession? session)
    {
        if (session is not null)
        {
            await releases.Release(session).ConfigureAwait(false);
        }

        _released.TrySetResult();
    }

    private void Enqueue(Func<CancellationToken, ValueTask> step)
    {
        lock (_lock)
        {
            if (_closed || _failed)
            {
                return;
            }

            _steps.Enqueue(step);
            if (_working)
            {
                return;
            }

            _working = true;
        }

        runtime.Post(() => _ = WorkAsync());
    }

    private async Task WorkAsync()
    {
        while (TryTake(out Func<CancellationToken, ValueTask>? step))
        {
            try
            {
                await step(_life.Token).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // After the end it is what cancelling brings, and Fail says nothing.
                Fail(error);
            }
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Func<CancellationToken, ValueTask>? step)
    {
        lock (_lock)
        {
            return _working = _steps.TryDequeue(out step);
        }
    }
}
