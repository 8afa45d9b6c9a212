namespace Calling.Providers.Mock;

/// <summary>A runtime as a device with a wrong clock sees it: only the date and time differ, as they do in life.</summary>
internal sealed class SkewedRuntime(CallRuntime inner, TimeSpan skew) : CallRuntime
{
    public override TimeProvider Time { get; } = new SkewedTime(inner.Time, skew);

    public override void Post(Action work) => inner.Post(work);

    private sealed class SkewedTime(TimeProvider inner, TimeSpan skew) : TimeProvider
    {
        public override long TimestampFrequency => inner.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + skew;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => inner.CreateTimer(callback, state, dueTime, period);
    }
}
