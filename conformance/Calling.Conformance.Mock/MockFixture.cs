using Calling.Media;
using Calling.Providers;
using Calling.Providers.Mock;

namespace Calling.Conformance.Mock;

/// <summary>The mock in virtual time, with a world of its own for each test.</summary>
public class MockFixture : ConformanceFixture, INetworkHook, IMediaHook, IQualityHook, IWireHook
{
    private int _tokens;
    private MockWorld _world = MockWorld.CreateVirtual();

    public override string Name => "Mock";

    public override ConformanceClock Clock => ConformanceClock.Virtual(_world.Virtual);

    public override VideoSource MissingCamera => new VideoSource.MediaFile("/nowhere.mp4");

    public override INetworkHook Network => this;

    public override IHostileHook Hostile => new ProviderHostility(this);

    public override IWireHook Wire => this;

    public override IMediaHook Media => this;

    public override IQualityHook Quality => this;

    public override Func<CallParty, ICallProvider> SingleDevice => _ => new MockCallProvider(new() { World = _world, SingleDevice = true });

    public override ICallProvider CreateProvider(CallParty device) => new MockCallProvider(new() { World = _world });

    public override CallCredential Credential(CallParty device) => CallCredential.FromToken(device.UserId, "token", device.DeviceId);

    public override CallCredential RefusedCredential(CallParty device) => CallCredential.FromToken(device.UserId, MockFaults.InvalidToken);

    public override string ShortToken(CallParty device, TimeSpan life)
    {
        string token = $"short-{Interlocked.Increment(ref _tokens)}";
        _world.Faults.TokenLife(life, token);
        return token;
    }

    public override ValueTask OpenAsync()
    {
        _world = MockWorld.CreateVirtual();
        return ValueTask.CompletedTask;
    }

    public override ValueTask CloseAsync()
    {
        Assert.Equal((0, 0), (_world.Media.OpenSessions, _world.Media.OpenSources()));
        return _world.DisposeAsync();
    }

    IDisposable INetworkHook.Cut(CallParty device) => _world.Faults.Cut(device);

    public IDisposable Stall(CallParty device) => _world.Faults.Stall(device);

    public IDisposable Drop(CallParty device) => _world.Faults.Drop(device);

    IDisposable IMediaHook.Cut(CallParty device) => _world.Faults.Media.Interrupt(device);

    public IDisposable Impair(CallParty device) => _world.Faults.Media.Impair(device, loss: 0.3);

    public void Kill(CallParty device) => _world.Faults.Kill(device);

    public ValueTask<long> SentAsync(CallParty device, MediaKind kind) => ValueTask.FromResult(_world.Media.FramesSent(device, kind));
}
