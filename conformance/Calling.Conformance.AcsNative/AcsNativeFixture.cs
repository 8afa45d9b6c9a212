using System.Collections.Concurrent;
using Calling.Acs.Emulator;
using Calling.Conformance.Shared;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Conformance.AcsNative;

/// <summary>The vendor's service rings: an emulation of it for a suite, and a device of it for each of a test's.</summary>
public class AcsNativeFixture : ConformanceFixture
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private static readonly Lazy<Task> s_warmUp = new(WarmUpAsync);

    private readonly EmulatedCloud _cloud;
    private readonly MemoryAcsDirectory _directory = new();
    private readonly ConcurrentDictionary<string, string> _identities = new();

    public AcsNativeFixture()
        : this(new EmulatorSettings())
    {
    }

    protected AcsNativeFixture(EmulatorSettings settings)
    {
        _cloud = new(settings, TimeProvider.System);
        Network = new EmulatedNetwork(Device);
        Wire = new EmulatedWire(Device);
        Media = new EmulatedPaths(Device);
    }

    public override string Name => "AcsNative";

    public override ConformanceClock Clock { get; } = ConformanceClock.Real();

    public override VideoSource Camera { get; } = new VideoSource.Frames(new PatternFrames());

    public override AudioSource Microphone { get; } = new AudioSource.Frames(new ToneFrames());

    public override INetworkHook Network { get; }

    public override IWireHook Wire { get; }

    public override IMediaHook Media { get; }

    public override IReadOnlyDictionary<string, string> KnownDeviations { get; } = new Dictionary<string, string>
    {
        ["CALL-012"] = "the vendor's SDK alerts by itself as soon as it has the invitation; what holds the alert back in Calling holds nothing back there",
        ["CALL-042"] = "a dying caller is noticed by the vendor after about 2 minutes, and nothing tells the callee how long the caller meant to ring: it stops after 80 s",
        ["CALL-083/limit"] = "an invitation does not say that it is one to a group: a callee who sees nobody but the caller cannot tell it from a call of two, and takes nobody in",
        ["CALL-089/removed"] = "the vendor does not say who removed a member, nor to the others that a member was removed",
    };

    public override ICallProvider CreateProvider(CallParty device) => new AcsCallProvider(
        new AcsOptions
        {
            Frames = true,
            Directory = _ => _directory,
            Stack = () => new SdkStack(options => Device(device).CreateClient(options)),
        },
        new ServiceCollection().BuildServiceProvider(),
        TimeProvider.System);

    public override CallCredential Credential(CallParty device) =>
        CallCredential.FromToken(device.UserId, ShortToken(device, TokenLife), device.DeviceId);

    public override CallCredential RefusedCredential(CallParty device) => CallCredential.FromToken(device.UserId, "not a token", device.DeviceId);

    public override CallCredential ForgedCredential(string claimed, CallParty device)
    {
        IdentityOf(claimed);
        return CallCredential.FromToken(claimed, ShortToken(device, TokenLife), device.DeviceId);
    }

    public override string ShortToken(CallParty device, TimeSpan life) => _cloud.IssueToken(IdentityOf(device.UserId), life).Token;

    /// <summary>Every name has an identity, be it signed in or not.</summary>
    public override string UserId(string name, string run)
    {
        string user = base.UserId(name, run);
        IdentityOf(user);
        return user;
    }

    public override async ValueTask InitializeAsync() => await s_warmUp.Value;

    /// <summary>A handler that throws is an app's mistake, which the SDK need not survive.</summary>
    public override ValueTask CloseAsync()
    {
        Assert.Empty(_cloud.HandlerFaults);
        return base.CloseAsync();
    }

    /// <summary>One call, so that no bound of time measures how long a process takes to load its code.</summary>
    private static async Task WarmUpAsync()
    {
        await using var fixture = new AcsNativeFixture();
        CallParty alice = new("alice", "phone"), bob = new("bob", "phone");
        await using ICallClient caller = CallClientFactory.Create(fixture.CreateProvider(alice)), callee = CallClientFactory.Create(fixture.CreateProvider(bob));
        await caller.LoginAsync(fixture.Credential(alice));
        await callee.LoginAsync(fixture.Credential(bob));
        var call = await caller.CallAsync(bob.UserId, CallMedia.Video, o => (o.AudioSource, o.VideoSource) = (fixture.Microphone, fixture.Camera));
        await foreach (var incoming in callee.ReadIncomingCallsAsync())
        {
            await incoming.AcceptAsync();
            break;
        }

        await foreach (var next in call.ReadEventsAsync())
        {
            if (next is CallEvent.FirstVideoFrame or CallEvent.StateChanged { State: CallState.Connected } or CallEvent.Snapshot { Call.State: CallState.Connected })
            {
                await call.HangUpAsync();
            }
        }
    }

    private EmulatedDevice Device(CallParty device) => _cloud.Device(device.ToString());

    private string IdentityOf(string user) => _identities.GetOrAdd(user, u => _directory.Add(u, _cloud.CreateIdentity()));
}
