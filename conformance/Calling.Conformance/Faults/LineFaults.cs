using Calling.Providers;

namespace Calling.Conformance;

/// <summary>
/// Scripted faults above the line, with any provider: what a client sends and is told can be held back, delayed, doubled and reordered.
/// Nothing is lost: a sound line loses nothing, and what is lost below it is the fixture's <see cref="INetworkHook"/>.
/// </summary>
/// <remarks>
/// The type parameter says which messages: a command (<see cref="CallCommand.AcceptCall"/>), a signal (<see cref="CallSignal.Ended"/>), or a
/// whole family (<see cref="CallCommand"/>, <see cref="LineSignal"/>). Faults are asked in the order in which they were made. What does
/// not match passes, and so overtakes what is held.
/// </remarks>
public sealed class LineFaults : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LineFault> _faults = [];

    /// <summary>Keeps messages until they are released.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="of">Whose; null for everybody's.</param>
    /// <param name="where">Only these; null for all.</param>
    public HeldMessages Hold<T>(Person? of = null, Func<T, bool>? where = null)
        where T : class => Hold(Filter(of, where));

    /// <summary>Makes messages late, by the clock of the provider's runtime; each alike, so that they keep their order among themselves.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="by">How late.</param>
    /// <param name="of">Whose; null for everybody's.</param>
    /// <param name="where">Only these; null for all.</param>
    /// <returns>Dispose to delay no further ones.</returns>
    public IDisposable Delay<T>(TimeSpan by, Person? of = null, Func<T, bool>? where = null)
        where T : class => Delay(by, Filter(of, where));

    /// <summary>Makes messages come twice, the second right after the first.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="of">Whose; null for everybody's.</param>
    /// <param name="where">Only these; null for all.</param>
    /// <returns>Dispose to double no further ones.</returns>
    public IDisposable Duplicate<T>(Person? of = null, Func<T, bool>? where = null)
        where T : class => Duplicate(Filter(of, where));

    /// <summary>Gathers so many messages and lets them go in reverse, again and again.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="window">How many, 2 or more.</param>
    /// <param name="of">Whose; null for everybody's, each device for itself.</param>
    /// <param name="where">Only these; null for all.</param>
    /// <returns>Dispose to let go what is gathered and reorder nothing more.</returns>
    public IDisposable Reorder<T>(int window, Person? of = null, Func<T, bool>? where = null)
        where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        return Add(new ReorderFault(Filter(of, where), Remove, window));
    }

    /// <summary>Ends every fault; what is held goes on.</summary>
    public void Dispose()
    {
        foreach (var fault in Current())
        {
            fault.Dispose();
        }
    }

    /// <summary>Keeps a device's messages until they are released.</summary>
    internal HeldMessages Hold(Func<LineMessage, bool> concerns)
    {
        var held = new HeldMessages(concerns, Remove);
        Add(held);
        return held;
    }

    /// <summary>Makes messages late.</summary>
    internal IDisposable Delay(TimeSpan by, Func<LineMessage, bool> concerns) => Add(new DelayFault(concerns, Remove, by));

    /// <summary>Makes messages come twice.</summary>
    internal IDisposable Duplicate(Func<LineMessage, bool> concerns) => Add(new DuplicateFault(concerns, Remove));

    /// <summary>Whether a message has to go through <see cref="Pass"/>.</summary>
    internal bool Concern(LineMessage message)
    {
        lock (_gate)
        {
            return _faults.Exists(f => f.Concerns(message));
        }
    }

    /// <summary>Takes a message through all faults.</summary>
    /// <param name="message">The message.</param>
    /// <param name="time">The runtime's clock.</param>
    /// <param name="deliver">Lets it arrive; called once or more, now or later.</param>
    internal void Pass(LineMessage message, TimeProvider time, Action deliver)
    {
        Action next = deliver;
        foreach (var fault in Enumerable.Reverse(Current()))
        {
            Action after = next;
            next = () => fault.Apply(message, time, after);
        }

        next();
    }

    private static Func<LineMessage, bool> Filter<T>(Person? of, Func<T, bool>? where)
        where T : class =>
        message => message.Content is T content && (of is null || of.Party == message.Device) && (where is null || where(content));

    private LineFault Add(LineFault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }

        return fault;
    }

    private void Remove(LineFault fault)
    {
        lock (_gate)
        {
            _faults.Remove(fault);
        }
    }

    private LineFault[] Current()
    {
        lock (_gate)
        {
            return [.. _faults];
        }
    }
}
