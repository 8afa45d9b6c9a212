namespace Calling.Providers.WebRtc;

/// <summary>Tells in each interval how loud everybody was.</summary>
internal sealed class LevelWatch(TimeProvider time, TimeSpan interval, Func<IReadOnlyList<MemberAudioLevel>> measure, Action<MediaSignal> say) : IAsyncDisposable
{
    private readonly ITimer _timer = time.CreateTimer(_ => say(new MediaSignal.AudioLevels(measure())), null, interval, interval);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
