using Calling.Providers;

namespace Calling.Core.Tests.Support;

/// <summary>A vendor that does as a test says.</summary>
internal sealed class FakeProvider(CallRuntime? runtime = null) : ICallProvider
{
    public ProviderDescriptor Descriptor { get; set; } = new("Fake", CallCapabilities.RawMedia, new CallLimits(), LineDuties.All);

    public CallRuntime? Runtime => runtime;

    public List<FakeLine> Lines { get; } = [];

    public int Disposed { get; private set; }

    /// <summary>What happens before a line is there; the line's observer is at hand.</summary>
    public Func<ICallLineObserver, CancellationToken, Task> Connecting { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Shown each credential.</summary>
    public Action<CallCredential> Credentials { get; set; } = _ => { };

    public FakeLine Line => Lines[^1];

    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        Credentials(credential);
        await Connecting(observer, ct);
        var line = new FakeLine(new CallParty(credential.UserId, credential.DeviceId ?? "d1"), observer);
        Lines.Add(line);
        return line;
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }
}
