namespace Calling.Conformance.Engines;

/// <summary>Ends a fault.</summary>
/// <param name="restore">How.</param>
internal sealed class Restoration(Action restore) : IDisposable
{
    private Action? _restore = restore;

    public void Dispose() => Interlocked.Exchange(ref _restore, null)?.Invoke();
}
