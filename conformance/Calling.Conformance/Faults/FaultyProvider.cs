using Calling.Providers;

namespace Calling.Conformance;

/// <summary>A provider as a client sees it through scripted faults; without faults it is the provider itself.</summary>
internal sealed class FaultyProvider(
    ICallProvider inner, LineFaults faults, CallParty device, MediaWatch media, CallCapabilities without) : ICallProvider
{
    public ProviderDescriptor Descriptor { get; } =
        inner.Descriptor with { Capabilities = inner.Descriptor.Capabilities & ~without };

    public CallRuntime? Runtime => inner.Runtime;

    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        var time = (inner.Runtime ?? CallRuntime.System).Time;
        var signals = new FaultyObserver(observer, faults, device, time);
        return new FaultyLine(await inner.ConnectAsync(credential, signals, ct).ConfigureAwait(false), signals, faults, device, time, media);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
