namespace Calling.Tests;

/// <summary>Does something at a steady pace, from its making until it is disposed.</summary>
internal sealed class Paced : IDisposable
{
    private readonly PeriodicTimer _timer;

    public Paced(TimeSpan pace, Action<int> act)
    {
        _timer = new(pace);
        _ = RunAsync(act);
    }

    public void Dispose() => _timer.Dispose();

    private async Task RunAsync(Action<int> act)
    {
        for (int number = 0; await _timer.WaitForNextTickAsync().ConfigureAwait(false); number++)
        {
            act(number);
        }
    }
}
