namespace Calling.Providers.Mock;

/// <summary>Runs an action once, when disposed.</summary>
internal sealed class Release(Action action) : IDisposable
{
    private Action? _action = action;

    public void Dispose() => Interlocked.Exchange(ref _action, null)?.Invoke();
}
