using System.Collections.Concurrent;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>A provider with the sabotage in it.</summary>
/// <param name="inner">The sound one.</param>
/// <param name="sabotage">How it is broken.</param>
/// <param name="everybody">Gets each device that signs in.</param>
internal sealed class BentProvider(ICallProvider inner, Sabotage sabotage, ConcurrentQueue<Device> everybody) : ICallProvider
{
    public ProviderDescriptor Descriptor { get; } = sabotage.Descriptor(inner.Descriptor);

    public CallRuntime? Runtime => inner.Runtime;

    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        var device = new Device(sabotage, everybody, inner.Runtime!, observer);
        device.Connected(await inner.ConnectAsync(sabotage.Credential(credential), device, ct));
        everybody.Enqueue(device);
        return device;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
