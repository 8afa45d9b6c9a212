namespace Calling.Providers.Mock;

/// <summary>Which messages a fault is about; immutable, narrowed step by step: <c>MockMatch.Signal&lt;CallSignal.Invited&gt;().Of("bob").Times(1)</c>.</summary>
public sealed class MockMatch
{
    private readonly Func<MockMessage, bool> _predicate;

    private MockMatch(Func<MockMessage, bool> predicate, MockTarget target, int count)
        => (_predicate, Target, Count) = (predicate, target, count);

    /// <summary>Every command.</summary>
    public static MockMatch AnyCommand { get; } = At(MockStage.Command);

    /// <summary>Every result.</summary>
    public static MockMatch AnyResult { get; } = At(MockStage.Result);

    /// <summary>Every signal of a call.</summary>
    public static MockMatch AnySignal { get; } = At(MockStage.Signal);

    /// <summary>Whose messages.</summary>
    public MockTarget Target { get; }

    /// <summary>How many at most; each fault counts for itself.</summary>
    public int Count { get; }

    /// <summary>Commands of one type, before they are carried out.</summary>
    /// <typeparam name="T">The type, such as <see cref="CallCommand.AcceptCall"/>.</typeparam>
    public static MockMatch Command<T>()
        where T : CallCommand => AnyCommand.Where(m => m.Command is T);

    /// <summary>Results of commands of one type: these have been carried out.</summary>
    /// <typeparam name="T">The type of the command.</typeparam>
    public static MockMatch Result<T>()
        where T : CallCommand => AnyResult.Where(m => m.Command is T);

    /// <summary>Signals of one type.</summary>
    /// <typeparam name="T">The type, such as <see cref="CallSignal.Ended"/>.</typeparam>
    public static MockMatch Signal<T>()
        where T : CallSignal => AnySignal.Where(m => m.Signal is T);

    /// <summary>Only these devices' messages.</summary>
    /// <param name="target">A user id or a device.</param>
    public MockMatch Of(MockTarget target) => new(_predicate, target, Count);

    /// <summary>Only the first so many; without it all of them.</summary>
    /// <param name="count">1 or more.</param>
    public MockMatch Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(_predicate, Target, count);
    }

    /// <summary>Only those that a predicate takes as well.</summary>
    /// <param name="predicate">Pure; may run on any thread.</param>
    public MockMatch Where(Func<MockMessage, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(m => _predicate(m) && predicate(m), Target, Count);
    }

    /// <summary>Whether a message is meant, apart from the count.</summary>
    /// <param name="message">The message.</param>
    public bool Matches(MockMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Target.Matches(message.Device) && _predicate(message);
    }

    private static MockMatch At(MockStage stage) => new(m => m.Stage == stage, MockTarget.Everybody, int.MaxValue);
}
