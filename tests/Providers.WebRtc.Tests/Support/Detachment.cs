namespace Calling.Providers.WebRtc.Tests;

internal sealed class Detachment(Action detach) : IDisposable
{
    public void Dispose() => detach();
}
