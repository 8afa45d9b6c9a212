using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.Mock;

/// <summary>A vendor in memory: everybody who names the same <see cref="MockWorld"/> can call each other.</summary>
public sealed class MockCallProvider : ICallProvider
{
    private readonly MockWorld _world;
    private readonly MockOptions _options;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<MockCallLine, bool> _lines = new();

    /// <summary>Creates one.</summary>
    /// <param name="options">Settings, with the world.</param>
    /// <param name="name">The name that configuration uses.</param>
    /// <param name="logger">Where failures of the app's own sinks and sources go.</param>
    public MockCallProvider(MockOptions? options = null, string name = "Mock", ILogger? logger = null)
    {
        _options = options ?? new();
        _world = _options.World ?? MockWorld.Named(_options.WorldName);
        _logger = logger ?? NullLogger.Instance;
        Runtime = _options.ClockSkew == TimeSpan.Zero ? _world.Runtime : new SkewedRuntime(_world.Runtime, _options.ClockSkew);
        var capabilities = _options.Capabilities & MockOptions.AllCapabilities;
        if (_options.SingleDevice || _world.SingleDevice)
        {
            capabilities = (capabilities & ~CallCapabilities.MultiDevice) | CallCapabilities.SingleDevice;
        }

        // Where the caller's time does not govern, each device measures its own (rule CALL-046).
        var duties = capabilities.HasFlag(CallCapabilities.RingLifetime) ? _options.Duties : _options.Duties & ~LineDuties.RingTimeout;
        Descriptor = new ProviderDescriptor(name, capabilities, _options.Limits ?? _world.Limits, duties);
    }

    /// <inheritdoc />
    public ProviderDescriptor Descriptor { get; }

    /// <inheritdoc />
    public CallRuntime Runtime { get; }

    /// <summary>Signs a device in. The user is the credential's; the device is the credential's, or a new one.</summary>
    /// <param name="credential">Who, with any token but an empty one, <see cref="MockFaults.InvalidToken"/> and those that a script refuses.</param>
    /// <param name="observer">Gets the line's signals.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>, <c>Unreachable</c> or <c>ProviderFailed</c>.</exception>
    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(observer);
        ct.ThrowIfCancellationRequested();
        var latency = _options.Latency ?? _world.DefaultLatency;
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency * 2, _world.Runtime.Time, ct).ConfigureAwait(false);
        }

        var self = new CallParty(credential.UserId, credential.DeviceId ?? _world.NextDeviceId(credential.UserId));
        Check(credential, self);
        var line = new MockCallLine(_world, self, _options, Descriptor, observer, _logger, closed => _lines.TryRemove(closed, out _));
        _lines[line] = true;
        try
        {
            await line.ConnectAsync(credential.Token).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            return line;
        }
        catch
        {
            await line.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Signs out whoever is still signed in.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines.Keys)
        {
            await line.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Check(CallCredential credential, CallParty self)
    {
        if (_world.Faults.Network.StateOf(self) != NetworkState.Up)
        {
            throw new CallException(CallErrorCode.Unreachable, "The network of the mock world is down.") { ProviderCode = "mock.network" };
        }

        if (_world.Faults.SignIns.Check(credential) is { } scripted)
        {
            throw scripted;
        }

        if (_world.Limits.CheckUserId(credential.UserId) is { } problem)
        {
            throw new CallException(CallErrorCode.AuthenticationFailed, problem) { ProviderCode = "mock.user" };
        }
    }
}
