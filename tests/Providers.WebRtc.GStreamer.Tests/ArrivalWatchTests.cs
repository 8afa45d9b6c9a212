using Calling.Providers.WebRtc.Engines;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class ArrivalWatchTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly SteppedTime _time = new();
    private readonly List<string> _news = [];
    private readonly ArrivalWatch _watch;

    public ArrivalWatchTests()
    {
        _watch = new(_time, () => _news.Add("lost"), () => _news.Add("back"));
        _watch.Start();
        _watch.Start();
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void CALL_111_SilenceIsToldOnceAndSoIsItsEnd()
    {
        Looks(8);
        _watch.Count();
        Looks(1);
        Looks(8);
        Assert.Empty(_news);
        Looks(10);
        Assert.Equal(["lost"], _news);
        _watch.Count();
        Looks(5);
        Assert.Equal(["lost", "back"], _news);
        Looks(5);
        Assert.Equal(["lost", "back", "lost"], _news);
    }

    [Fact]
    public void CALL_111_ALookThatComesLateProvesNothing()
    {
        for (var round = 0; round < 4; round++)
        {
            Looks(2);
            _time.Step(TimeSpan.FromSeconds(30));
        }

        Assert.Empty(_news);
        Looks(1);
        Assert.Equal(["lost"], _news);
    }

    [Fact]
    public void AfterTheEndNothingIsTold()
    {
        _watch.Dispose();
        Looks(20);
        Assert.Empty(_news);
        Assert.True(_time.IsDisposed);
    }

    private void Looks(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _time.Step(Interval);
        }
    }

    /// <summary>A clock with one timer, which fires after each step however long that was.</summary>
    private sealed class SteppedTime : TimeProvider, ITimer
    {
        private long _now = 1;
        private Action? _look;

        internal bool IsDisposed { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Null(_look);
            Assert.Equal((Interval, Interval), (dueTime, period));
            _look = () => callback(state);
            return this;
        }

        internal void Step(TimeSpan by)
        {
            _now += by.Ticks;
            _look!();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
