using System.Collections.Concurrent;
using Calling.Providers;

namespace Calling.Acs.Tests.Paired;

/// <summary>What a media session has said.</summary>
internal sealed class Heard : IMediaObserver
{
    public ConcurrentQueue<MediaSignal> Signals { get; } = new();

    public void OnMedia(MediaSignal signal) => Signals.Enqueue(signal);

    public int Count<T>()
        where T : MediaSignal => Signals.OfType<T>().Count();
}
