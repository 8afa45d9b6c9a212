using System.Collections.Concurrent;
using Calling.Signaling;
using Calling.Signaling.Switchboards;

namespace Calling.Providers.Mock;

/// <summary>A vendor's whole service in memory: an arbiter, a network between devices and its faults, in virtual or in real time.</summary>
/// <remarks>Any thread. Clients whose <see cref="MockOptions.World"/> is the same world can call each other.</remarks>
public sealed class MockWorld : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<MockWorld>> NamedWorlds = new(StringComparer.OrdinalIgnoreCase);
    private readonly object _gate = new();
    private readonly List<MockCallLine> _lines = [];
    private readonly List<MockRenewal> _renewals = [];
    private readonly PushLog _pushes = new();
    private readonly Random _random;
    private readonly VirtualWorld? _virtual;
    private int _devices;

    private MockWorld(CallRuntime runtime, int seed, Action<CallExchangeOptions>? configure)
    {
        (Runtime, _virtual, Seed, _random) = (runtime, runtime as VirtualWorld, seed, new Random(seed));
        var options = new CallExchangeOptions { Grant = static (callId, _) => new MediaGrant("mock", callId) };
        configure?.Invoke(options);
        (Limits, SingleDevice) = (options.Limits, options.SingleDevice);
        Exchange = new CallExchange(new MemoryCallStore(), runtime.Time, options, offline: _pushes);
        RingDuty = new RingDuty(Limits.MaxRingTimeout);
        Hub = new MediaHub(runtime);
        Media = new MockMediaMonitor(Hub);
        Faults = new MockFaults(this, Hub.Faults);
    }

    /// <summary>Time and execution of everything in this world.</summary>
    public CallRuntime Runtime { get; }

    /// <summary>What the randomness of this world (device ids aside, reordering) begins with: the same seed gives the same run.</summary>
    public int Seed { get; }

    /// <summary>What the arbiter accepts.</summary>
    public CallLimits Limits { get; }

    /// <summary>One device per user: each sign-in closes its user's other devices (rule CALL-005).</summary>
    public bool SingleDevice { get; }

    /// <summary>The arbiter.</summary>
    public CallExchange Exchange { get; }

    /// <summary>Scripted faults.</summary>
    public MockFaults Faults { get; }

    /// <summary>Counts of what media did.</summary>
    public MockMediaMonitor Media { get; }

    /// <summary>The virtual time and execution that this world runs on.</summary>
    /// <exception cref="InvalidOperationException">It runs in real time.</exception>
    public VirtualWorld Virtual
        => _virtual ?? throw new InvalidOperationException("This world runs in real time; MockWorld.CreateVirtual makes one that does not.");

    /// <summary>The new tokens that devices have given to their lines, in order (rule CALL-004).</summary>
    public IReadOnlyList<MockRenewal> Renewals
    {
        get
        {
            lock (_gate)
            {
                return [.. _renewals];
            }
        }
    }

    /// <summary>What the vendor's push service was told, in order: one per invitation of a user without a connected device (rule CALL-150).</summary>
    public IReadOnlyList<OfflineInvitation> Pushes => _pushes.All;

    /// <summary>Devices that are signed in.</summary>
    public IReadOnlyList<CallParty> Devices
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines.Select(line => line.Self)];
            }
        }
    }

    internal MediaHub Hub { get; }

    internal RingDuty RingDuty { get; }

    internal TimeSpan DefaultLatency => _virtual is null ? TimeSpan.FromMilliseconds(2) : TimeSpan.Zero;

    /// <summary>Makes a world in virtual time: deterministic, and two minutes of ringing take no time.</summary>
    /// <param name="seed">What its randomness begins with.</param>
    /// <param name="configure">Changes the arbiter's settings.</param>
    public static MockWorld CreateVirtual(int seed = 0, Action<CallExchangeOptions>? configure = null) => new(new VirtualWorld(), seed, configure);

    /// <summary>Makes a world in a virtual time that exists: two vendors by one clock, for apps with fail-over.</summary>
    /// <param name="time">The time and execution, such as another world's <see cref="Virtual"/>.</param>
    /// <param name="seed">What its randomness begins with.</param>
    /// <param name="configure">Changes the arbiter's settings.</param>
    public static MockWorld CreateVirtual(VirtualWorld time, int seed = 0, Action<CallExchangeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new MockWorld(time, seed, configure);
    }

    /// <summary>Makes a world in real time, on the thread pool.</summary>
    /// <param name="seed">What its randomness begins with.</param>
    /// <param name="configure">Changes the arbiter's settings.</param>
    public static MockWorld CreateRealTime(int seed = 0, Action<CallExchangeOptions>? configure = null) => new(CallRuntime.System, seed, configure);

    /// <summary>The process-wide world of a name, in real time, made when first asked for: what configuration alone can choose.</summary>
    /// <param name="name">Its name; letter case does not matter.</param>
    public static MockWorld Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return NamedWorlds.GetOrAdd(name, static _ => new Lazy<MockWorld>(() => CreateRealTime())).Value;
    }

    /// <summary>Moves virtual time forward: <see cref="VirtualWorld.AdvanceAsync"/>.</summary>
    /// <param name="by">How far.</param>
    /// <exception cref="InvalidOperationException">The world runs in real time, or is paused.</exception>
    public Task AdvanceAsync(TimeSpan by) => Virtual.AdvanceAsync(by);

    /// <summary>Runs what is due in virtual time: <see cref="VirtualWorld.RunUntilIdle"/>.</summary>
    /// <exception cref="InvalidOperationException">The world runs in real time, or is paused, or this is called from inside its own work.</exception>
    public void RunUntilIdle() => Virtual.RunUntilIdle();

    /// <summary>Closes the vendor's service: every line is closed with <see cref="LineCloseCause.EndedByServer"/>.</summary>
    public ValueTask DisposeAsync() => Exchange.DisposeAsync();

    internal int NextRandom(int below)
    {
        lock (_random)
        {
            return _random.Next(below);
        }
    }

    internal string NextDeviceId(string userId) => $"{userId}-{Interlocked.Increment(ref _devices)}";

    internal void Add(MockCallLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
        }
    }

    internal void Add(MockRenewal renewal)
    {
        lock (_gate)
        {
            _renewals.Add(renewal);
        }
    }

    internal void Remove(MockCallLine line)
    {
        lock (_gate)
        {
            _lines.Remove(line);
        }
    }

    internal IReadOnlyList<MockCallLine> LinesOf(MockTarget target)
    {
        lock (_gate)
        {
            return [.. _lines.Where(line => target.Matches(line.Self))];
        }
    }

    internal void RefreshLines()
    {
        foreach (var line in LinesOf(MockTarget.Everybody))
        {
            line.Refresh();
        }
    }
}
