using Calling.Providers;

namespace Calling.Mailboxes;

/// <summary>
/// Everything that happens to one client, one after the other: what is local (operations, results, timers, media) before what is
/// remote, first in first out each. It runs to completion on the injected runtime; no lock is held while a letter is worked on.
/// </summary>
/// <param name="runtime">Where it runs.</param>
/// <param name="process">Works on one letter; must not throw.</param>
/// <param name="overflowed">Told when remote signals had to go; must not throw.</param>
/// <param name="remoteCapacity">How many remote signals may wait.</param>
internal sealed class ClientMailbox(
    CallRuntime runtime, Action<Mail> process, Action? overflowed = null, int remoteCapacity = ClientMailbox.DefaultRemoteCapacity)
{
    /// <summary>How many remote signals may wait.</summary>
    public const int DefaultRemoteCapacity = 1_024;

    private readonly Lock _lock = new();
    private readonly Queue<Mail> _local = new();
    private readonly RemoteQueue _remote = new(remoteCapacity);
    private Action? _pump;
    private bool _pumping;

    /// <summary>Appends a local input and sees to it that it is worked on.</summary>
    /// <param name="mail">The input.</param>
    public void PostLocal(Mail mail)
    {
        EnqueueLocal(mail);
        Kick();
    }

    /// <summary>Appends a remote signal and sees to it that it is worked on.</summary>
    /// <param name="mail">The signal.</param>
    public void PostRemote(Mail mail)
    {
        EnqueueRemote(mail);
        Kick();
    }

    /// <summary>Appends a local input only; for callers that hold a lock and <see cref="Kick"/> after it.</summary>
    /// <param name="mail">The input.</param>
    public void EnqueueLocal(Mail mail)
    {
        lock (_lock)
        {
            _local.Enqueue(mail);
        }
    }

    /// <summary>Appends a remote signal only; for callers that hold a lock and <see cref="Kick"/> after it.</summary>
    /// <param name="mail">The signal.</param>
    public void EnqueueRemote(Mail mail)
    {
        bool fits;
        lock (_lock)
        {
            fits = _remote.Enqueue(mail);
        }

        if (!fits)
        {
            overflowed?.Invoke();
        }
    }

    /// <summary>Starts the pump if something waits and nobody works on it.</summary>
    public void Kick()
    {
        lock (_lock)
        {
            if (_pumping || (_local.Count == 0 && _remote.Count == 0))
            {
                return;
            }

            _pumping = true;
            _pump ??= Pump;
        }

        runtime.Post(_pump);
    }

    private void Pump()
    {
        while (TryTake(out Mail mail))
        {
            process(mail);
        }
    }

    private bool TryTake(out Mail mail)
    {
        lock (_lock)
        {
            return _pumping = _local.TryDequeue(out mail) || _remote.TryDequeue(out mail);
        }
    }
}
