using Calling.Machines;
using Calling.Providers;

namespace Calling.Mailboxes;

/// <summary>
/// Signals that wait, first in first out, bounded: one too many empties it and leaves <see cref="ClientInput.SignalsLost"/> in their
/// place. Not thread-safe; its owner locks.
/// </summary>
internal sealed class RemoteQueue(int capacity)
{
    private readonly Queue<Mail> _mails = new();

    /// <summary>How many wait.</summary>
    public int Count => _mails.Count;

    /// <summary>Appends one signal.</summary>
    /// <param name="mail">The signal.</param>
    /// <returns>False if those before it had to go.</returns>
    public bool Enqueue(Mail mail)
    {
        bool fits = _mails.Count < capacity;
        if (!fits)
        {
            Collapse(mail.Source);
        }

        _mails.Enqueue(mail);
        return fits;
    }

    /// <summary>Takes the oldest.</summary>
    /// <param name="mail">The signal.</param>
    public bool TryDequeue(out Mail mail) => _mails.TryDequeue(out mail);

    // A snapshot makes up for every signal about calls, but it does not say whether the line is up: the last word on that stays.
    private void Collapse(Validity? source)
    {
        Mail? lineState = null;
        foreach (Mail mail in _mails)
        {
            if (mail.IsValid && mail.Input is ClientInput.Signal { Value: LineSignal.Interrupted or LineSignal.Restored })
            {
                lineState = mail;
            }
        }

        _mails.Clear();
        if (lineState is { } last)
        {
            _mails.Enqueue(last);
        }

        _mails.Enqueue(new Mail(new ClientInput.SignalsLost(), source));
    }
}
