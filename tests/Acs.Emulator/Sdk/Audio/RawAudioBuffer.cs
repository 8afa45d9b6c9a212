using Windows.Foundation;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] A run of samples; whoever made it disposes it.</summary>
public sealed class RawAudioBuffer : IDisposable
{
    public MemoryBuffer? Buffer { get; set; }

    public long TimestampInTicks { get; set; }

    /// <summary>Told when it is disposed for the first time.</summary>
    internal Action? Released { get; set; }

    public void Dispose()
    {
        Buffer?.Dispose();
        Released?.Invoke();
        Released = null;
    }
}
