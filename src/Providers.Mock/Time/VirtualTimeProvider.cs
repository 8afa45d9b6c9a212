namespace Calling.Providers.Mock;

/// <summary>The virtual world's clock.</summary>
internal sealed class VirtualTimeProvider : TimeProvider
{
    public TimerQueue Timers { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    // Never zero: code that takes a zero timestamp for "never" is common enough.
    public override long GetTimestamp() => TimeSpan.TicksPerDay + Timers.Now.Ticks;

    public override DateTimeOffset GetUtcNow() => VirtualWorld.Epoch + Timers.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(Timers, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
