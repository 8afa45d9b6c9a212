namespace Calling.Providers.Mock;

/// <summary>One scripted fault on the way of messages.</summary>
internal abstract class FaultStep(MockMatch match)
{
    private int _left = match.Count;

    /// <summary>Whether a message is for this step; takes one of its count if so.</summary>
    public bool Takes(MockMessage message)
        => Volatile.Read(ref _left) > 0 && match.Matches(message) && Interlocked.Decrement(ref _left) >= 0;

    /// <summary>Does its worst. Any thread.</summary>
    /// <param name="message">The message.</param>
    /// <param name="next">Sends one on; any number of times, now or later.</param>
    public abstract void Apply(MockMessage message, Action<MockMessage> next);

    /// <summary>The script takes the fault away: what it still keeps goes on its way.</summary>
    public virtual void Remove()
    {
    }
}
