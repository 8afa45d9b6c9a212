namespace Calling.Providers.Mock;

/// <summary>Scripted faults of a world: of sign-ins, of messages above the line, of the network below it, of media.</summary>
/// <remarks>
/// What returns a disposable lasts until that is disposed, or its match is used up. Faults on messages apply in the order in which they
/// were added. Above the line Core's own contract holds: a message may be late, doubled or out of order, and a lost one is told by what
/// happens below the line; <see cref="Lose"/> breaks that on purpose.
/// </remarks>
public sealed class MockFaults
{
    /// <summary>The token that is always refused (<c>AuthenticationFailed</c>); an empty one is, too.</summary>
    public const string InvalidToken = "invalid";

    private readonly MockWorld _world;

    internal MockFaults(MockWorld world, MockMediaFaults media)
    {
        (_world, Media) = (world, media);
        Network.Changed += world.RefreshLines;
    }

    /// <summary>Faults of media and capture devices.</summary>
    public MockMediaFaults Media { get; }

    internal FaultPipeline Messages { get; } = new();

    internal NetworkFaults Network { get; } = new();

    internal SignInFaults SignIns { get; } = new();

    /// <summary>Makes messages late; those that come after overtake them.</summary>
    /// <param name="match">Which.</param>
    /// <param name="by">How late, on the world's clock.</param>
    public IDisposable Delay(MockMatch match, TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return Messages.Add(new DelayStep(match, _world.Runtime.Time, by));
    }

    /// <summary>Makes messages come twice. A doubled command is carried out as one (it has one id); a doubled result changes nothing.</summary>
    /// <param name="match">Which.</param>
    /// <param name="after">How much later the second comes; at once if not given.</param>
    public IDisposable Duplicate(MockMatch match, TimeSpan after = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        return Messages.Add(new DuplicateStep(match, _world.Runtime.Time, after));
    }

    /// <summary>Gathers messages and lets them go in another order, chosen by the world's seed.</summary>
    /// <param name="match">Which; of several devices together unless it names one.</param>
    /// <param name="window">How many to gather, 2 or more.</param>
    /// <returns>Dispose to let what was gathered go.</returns>
    public IDisposable Reorder(MockMatch match, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        return Messages.Add(new ReorderStep(match, window, _world.NextRandom));
    }

    /// <summary>Loses messages above the line, which no sound line does: for proving that something notices.</summary>
    /// <param name="match">Which. A lost command or result leaves Core waiting until it gives up.</param>
    public IDisposable Lose(MockMatch match) => Messages.Add(new LoseStep(match));

    /// <summary>Keeps messages in flight until released.</summary>
    /// <param name="match">Which.</param>
    public MockHold Hold(MockMatch match)
    {
        var hold = new MockHold();
        hold.Register(Messages.Add(new MockHold.Step(match, hold)));
        return hold;
    }

    /// <summary>Has the vendor answer commands by itself.</summary>
    /// <param name="match">Commands: they are not carried out. Results: they were, and this is what Core reads.</param>
    /// <param name="result">Refused, NotSent, Unknown or Done.</param>
    public IDisposable Answer(MockMatch match, CommandResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Messages.Add(new AnswerStep(match, result));
    }

    /// <summary>Fails the next sign-ins.</summary>
    /// <param name="userId">Whose; null for anybody's.</param>
    /// <param name="code"><c>AuthenticationFailed</c>, <c>Unreachable</c> or <c>ProviderFailed</c>: what a provider may throw.</param>
    /// <param name="message">For people.</param>
    /// <param name="times">How many.</param>
    public IDisposable FailSignIn(string? userId, CallErrorCode code, string? message = null, int times = 1)
        => code is CallErrorCode.AuthenticationFailed or CallErrorCode.Unreachable or CallErrorCode.ProviderFailed
            ? SignIns.Fail(userId, code, message ?? $"The script fails this sign-in with {code}.", times)
            : throw new ArgumentOutOfRangeException(
                nameof(code), code, "A sign-in fails with AuthenticationFailed, Unreachable or ProviderFailed only.");

    /// <summary>
    /// Tokens run out: a line tells when a quarter of its token's life is left, takes a new one, and is closed with
    /// <see cref="LineCloseCause.AuthExpired"/> at the end (rule CALL-004). For tokens that are taken from now on.
    /// </summary>
    /// <param name="life">How long a token holds from the sign-in, or renewal, that takes it; null for ever.</param>
    /// <param name="token">Which token; null for all of which nothing else was said.</param>
    public void TokenLife(TimeSpan? life, string? token = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(life));
        SignIns.SetLife(token, life);
    }

    /// <summary>Refuses a token from now on: at sign-ins and at renewals; lines that have it keep it (rule CALL-004).</summary>
    /// <param name="token">The token.</param>
    public void RefuseToken(string token) => SignIns.RefuseToken(token);

    /// <summary>Cuts the network: lines are interrupted at once, and sign-ins fail <c>Unreachable</c>.</summary>
    /// <param name="target">Whose.</param>
    /// <returns>Dispose to restore it: the lines come back by themselves, resumed if within the arbiter's grace (rule CALL-110).</returns>
    public IDisposable Cut(MockTarget target = default) => Network.Add(target, NetworkState.Cut);

    /// <summary>Lets the network lose everything silently; both ends notice after <see cref="MockOptions.LossDetection"/>.</summary>
    /// <param name="target">Whose.</param>
    /// <returns>Dispose to restore it.</returns>
    public IDisposable Drop(MockTarget target = default) => Network.Add(target, NetworkState.Dropped);

    /// <summary>Stops the network: nothing moves either way and nothing is lost; nobody notices.</summary>
    /// <param name="target">Whose.</param>
    /// <returns>Dispose to let it move on.</returns>
    public IDisposable Stall(MockTarget target = default) => Network.Add(target, NetworkState.Stalled);

    /// <summary>
    /// Kills the processes of signed-in devices: they send and hear nothing from now on, media included. The arbiter sees the line break,
    /// and gives the device up when its grace period is over (rules CALL-111, CALL-112). What is left of Core there gets <c>NotSent</c> for everything.
    /// </summary>
    /// <param name="target">Whose.</param>
    public void Kill(MockTarget target)
    {
        foreach (var line in _world.LinesOf(target))
        {
            line.Kill();
        }
    }

    /// <summary>Has the vendor close lines for good: a kick, a token that ran out, an operator (rules CALL-004, CALL-005).</summary>
    /// <param name="target">Whose.</param>
    /// <param name="cause">Why.</param>
    /// <param name="fault">The vendor's own account.</param>
    public void Close(MockTarget target, LineCloseCause cause, ProviderFault? fault = null)
    {
        foreach (var line in _world.LinesOf(target))
        {
            line.CloseByVendor(cause, fault);
        }
    }
}
