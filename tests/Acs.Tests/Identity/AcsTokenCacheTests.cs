using Calling.Providers.Acs;
using Calling.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Acs.Tests.Identity;

/// <summary>The vendor's token is at hand before the SDK asks for it (rule CALL-004).</summary>
public sealed class AcsTokenCacheTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly AcsTokenCache _cache;
    private int _asked;
    private bool _down;

    public AcsTokenCacheTests() => _cache = new(FetchAsync, _time, NullLogger.Instance);

    [Fact]
    public async Task CALL_004_the_next_token_is_there_long_before_the_first_runs_out()
    {
        Assert.Equal("t1", (await _cache.StartAsync(default)).Token);
        await PassAsync(TimeSpan.FromMinutes(30));
        await Until.True(() => _cache.Current.Token == "t2");
        await PassAsync(TimeSpan.FromMinutes(29));
        Assert.Equal("t2", _cache.Current.Token);
        await PassAsync(TimeSpan.FromMinutes(1));
        await Until.True(() => _cache.Current.Token == "t3");
    }

    [Fact]
    public async Task CALL_004_a_source_that_is_down_is_asked_again_with_growing_waits_and_never_too_often()
    {
        await _cache.StartAsync(default);
        _down = true;
        await PassAsync(TimeSpan.FromMinutes(30));
        foreach (int wait in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            await Until.True(() => _time.Next == TimeSpan.FromSeconds(wait));
            await PassAsync(TimeSpan.FromSeconds(wait));
        }

        Assert.Equal("t1", _cache.Current.Token);
        _down = false;
        await PassAsync(TimeSpan.FromSeconds(60));
        await Until.True(() => _cache.Current.Token != "t1");
    }

    [Fact]
    public async Task A_source_that_gives_worn_out_tokens_is_not_asked_without_a_pause()
    {
        await using var cache = new AcsTokenCache(
            _ => ValueTask.FromResult(new AcsToken($"t{Interlocked.Increment(ref _asked)}", _time.GetUtcNow())), _time, NullLogger.Instance);
        await cache.StartAsync(default);
        await Until.True(() => _time.Next == TimeSpan.FromSeconds(1));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task The_first_tokens_failure_is_who_asks_for_its()
    {
        _down = true;
        await Assert.ThrowsAsync<CallException>(() => _cache.StartAsync(default).AsTask());
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task Nothing_is_fetched_after_the_end()
    {
        await _cache.StartAsync(default);
        await _cache.DisposeAsync();
        Assert.Equal(0, _time.TimerCount);
    }

    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    private async Task PassAsync(TimeSpan time)
    {
        await Until.True(() => _time.TimerCount == 1);
        _time.Advance(time);
        await Until.True(() => _time.TimerCount == 1);
    }

    private ValueTask<AcsToken> FetchAsync(CancellationToken ct) => _down
        ? throw new CallException(CallErrorCode.Unreachable, "down")
        : ValueTask.FromResult(new AcsToken($"t{Interlocked.Increment(ref _asked)}", _time.GetUtcNow() + TimeSpan.FromHours(1)));
}
