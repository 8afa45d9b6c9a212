namespace Calling.Providers;

/// <summary>A vendor: signs devices in. Written by provider authors, used by Core alone.</summary>
public interface ICallProvider : IAsyncDisposable
{
    /// <summary>Name, capabilities, limits, bounds and duties; constant.</summary>
    ProviderDescriptor Descriptor { get; }

    /// <summary>Where clients of this provider run; null for the thread pool and the application's <see cref="TimeProvider"/>.</summary>
    CallRuntime? Runtime => null;

    /// <summary>Signs one device in.</summary>
    /// <param name="credential">Who, with a token.</param>
    /// <param name="observer">Gets the line's signals; the first may come before this method returns.</param>
    /// <param name="ct">Gives up; nothing may stay behind.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>, <c>Unreachable</c> or <c>ProviderFailed</c>.</exception>
    ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct);
}
