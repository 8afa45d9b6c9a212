using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>
/// What the suites need to know of a provider: derive one class, then one class per suite
/// (<c>public sealed class Ringing(AcmeFixture f) : RingingSuite&lt;AcmeFixture&gt;(f);</c>).
/// </summary>
/// <remarks>
/// One instance serves one suite; its tests run one after the other, each between <see cref="OpenAsync"/> and <see cref="CloseAsync"/>.
/// Capabilities and limits are read from the provider's own descriptor. A hook that is null costs the tests that need it: they are
/// skipped, and the report says so.
/// </remarks>
public abstract class ConformanceFixture : IAsyncLifetime
{
    private static readonly IReadOnlyDictionary<string, string> NoDeviations = new Dictionary<string, string>();
    private static readonly CallParty Nobody = new("nobody", "none");
    private ProviderDescriptor? _descriptor;

    /// <summary>The provider's name, for messages and reports.</summary>
    public abstract string Name { get; }

    /// <summary>By which clock the tests run; read after <see cref="OpenAsync"/>.</summary>
    public abstract ConformanceClock Clock { get; }

    /// <summary>A camera that works here.</summary>
    public virtual VideoSource Camera => new VideoSource.TestPattern();

    /// <summary>A microphone that works here.</summary>
    public virtual AudioSource Microphone => new AudioSource.Tone();

    /// <summary>A camera that is not there.</summary>
    public virtual VideoSource MissingCamera => new VideoSource.Camera("no-such-camera");

    /// <summary>
    /// Rules that the provider is known to break, each with the reason. The key is a rule's id, or id and aspect
    /// (<c>CALL-024/accept first</c>) for one of its tests. Such a test must fail: once it passes, the entry has to go.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> KnownDeviations => NoDeviations;

    /// <summary>Faults of the network below the provider's line; null if they cannot be made.</summary>
    public virtual INetworkHook? Network => null;

    /// <summary>A sender that no machine holds to the rules; null if there is no way to send by hand.</summary>
    public virtual IHostileHook? Hostile => null;

    /// <summary>A count of what left a device; null if it cannot be counted.</summary>
    public virtual IWireHook? Wire => null;

    /// <summary>Faults of media; null if they cannot be made.</summary>
    public virtual IMediaHook? Media => null;

    /// <summary>Media that comes through badly; null if that cannot be made.</summary>
    public virtual IQualityHook? Quality => null;

    /// <summary>
    /// Makes the provider of one client of a user who may have one device signed in only (rule CALL-005); null if there is none. A provider that never
    /// allows more returns <see cref="CreateProvider"/>.
    /// </summary>
    public virtual Func<CallParty, ICallProvider>? SingleDevice => null;

    /// <summary>How long a lost line is kept while its call is up (rule CALL-110), as the provider is set up here: 15 s at least.</summary>
    public virtual TimeSpan LineGrace => TimeSpan.FromSeconds(60);

    /// <summary>What the provider has said of itself since <see cref="OpenAsync"/>, such as its log; printed with a test that fails.</summary>
    public virtual string? Diagnostics => null;

    /// <summary>How many random scripts <see cref="DifferentialSuite{TFixture}"/> plays, and a quarter as many of group calls, unless <c>CALLING_SCRIPTS</c> says how many.</summary>
    public virtual int RandomScripts => Clock.IsVirtual ? 100 : 20;

    /// <summary>
    /// How many of them are played beside each other, in real time: more than one where the provider needs little of the machine, and where
    /// <see cref="OpenAsync"/> and <see cref="CloseAsync"/> do not mind other scripts.
    /// </summary>
    public virtual int ScriptsAtOnce => 1;

    /// <summary>Makes the provider of one client, as an application would. The client owns it.</summary>
    /// <param name="device">Which user's which device it will be for.</param>
    public abstract ICallProvider CreateProvider(CallParty device);

    /// <summary>Makes a client in front of a provider; override it to test with middleware in front of the client, as an application would have it.</summary>
    /// <param name="provider">The provider, with the faults that a test scripts.</param>
    /// <param name="options">The client's settings.</param>
    public virtual ICallClient CreateClient(ICallProvider provider, CallingOptions options) => CallClientFactory.Create(provider, options);

    /// <summary>A credential that is accepted.</summary>
    /// <param name="device">Whose.</param>
    public abstract CallCredential Credential(CallParty device);

    /// <summary>A credential that is refused; null if there is none.</summary>
    /// <param name="device">Whose.</param>
    public virtual CallCredential? RefusedCredential(CallParty device) => null;

    /// <summary>A token that is accepted now and runs out soon; null if none can be had. Each is another one.</summary>
    /// <param name="device">Whose.</param>
    /// <param name="life">How long it holds, 1 s or more.</param>
    public virtual string? ShortToken(CallParty device, TimeSpan life) => null;

    /// <summary>A credential that claims to be somebody's and has the token of somebody else; null if there is none.</summary>
    /// <param name="claimed">Who it says it is.</param>
    /// <param name="device">Whose token it has.</param>
    public virtual CallCredential? ForgedCredential(string claimed, CallParty device) => null;

    /// <summary>
    /// The provider's user id for a person of a test. A vendor that forgets everything between tests takes the name; one that does not
    /// needs another user for each test.
    /// </summary>
    /// <param name="name">The person, such as <c>alice</c>.</param>
    /// <param name="run">Differs from test to test: eight letters and digits.</param>
    public virtual string UserId(string name, string run) => Clock.IsVirtual ? name : $"{name}-{run}";

    /// <summary>Starts what all tests of a suite share, such as a server.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Begins a test: a new world, where there is one to make.</summary>
    public virtual ValueTask OpenAsync() => ValueTask.CompletedTask;

    /// <summary>Ends a test after all clients were disposed. What it throws fails the test: the place to look for leaks.</summary>
    public virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>Stops what <see cref="InitializeAsync"/> started.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>What the provider declares; constant, so one look is enough.</summary>
    internal async ValueTask<ProviderDescriptor> DescribeAsync()
    {
        if (_descriptor is null)
        {
            var provider = CreateProvider(Nobody);
            await using (provider.ConfigureAwait(false))
            {
                _descriptor = provider.Descriptor;
            }
        }

        return _descriptor;
    }

    /// <summary>The hooks that are there.</summary>
    internal Hooks Offered =>
        If(Hooks.Network, Network)
        | If(Hooks.Hostile, Hostile)
        | If(Hooks.Wire, Wire)
        | If(Hooks.RefusedCredential, RefusedCredential(Nobody))
        | If(Hooks.Media, Media)
        | If(Hooks.Quality, Quality)
        | If(Hooks.SingleDevice, SingleDevice)
        | If(Hooks.ShortToken, ShortToken(Nobody, TimeSpan.FromMinutes(1)))
        | If(Hooks.ForgedCredential, ForgedCredential("somebody", Nobody));

    private static Hooks If(Hooks hook, object? offered) => offered is null ? Hooks.None : hook;
}
