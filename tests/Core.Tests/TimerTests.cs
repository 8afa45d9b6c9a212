using Calling.Core.Tests.Support;
using Calling.Machines;

namespace Calling.Core.Tests;

public class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Rig _rig = new();

    private IEnumerable<ClientInput> Elapsed
        => _rig.Inputs.Where(input => input is ClientInput.TimerElapsed or ClientInput.Call { Input: CallInput.TimerElapsed });

    [Fact]
    public async Task CALL_040_A_timer_elapses_once_at_its_time_for_its_call()
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.StartTimer("c", TimerKind.Ring, 30 * Second), new Effect.StartTimer(null, TimerKind.SignOut, 40 * Second));
        _rig.Time.Advance(29.9 * Second);
        Assert.Empty(Elapsed);
        _rig.Time.Advance(60 * Second);
        Assert.Equal(
            [new ClientInput.Call("c", new CallInput.TimerElapsed(TimerKind.Ring)), new ClientInput.TimerElapsed(TimerKind.SignOut)], Elapsed);
        Assert.Equal(0, _rig.Time.Running);
    }

    [Fact]
    public async Task CALL_044_A_timer_that_is_started_again_keeps_only_its_last_time()
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.StartTimer("c", TimerKind.Ring, 5 * Second));
        _rig.Do(new Effect.StartTimer("c", TimerKind.Ring, 20 * Second));
        _rig.Time.Advance(19 * Second);
        Assert.Empty(Elapsed);
        _rig.Time.Advance(Second);
        Assert.Single(Elapsed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CALL_044_What_elapsed_before_it_was_stopped_or_restarted_is_not_delivered_after(bool restart)
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.StartTimer("c", TimerKind.Ring, 5 * Second));
        _rig.Script = input =>
        {
            if (input is not ClientInput.SignalsLost)
            {
                return null;
            }

            // The timer runs out while this decision falls: its letter waits behind it.
            _rig.Time.Advance(5 * Second);
            return [restart ? new Effect.StartTimer("c", TimerKind.Ring, 9 * Second) : new Effect.StopTimer("c", TimerKind.Ring)];
        };
        Flood(_rig);
        Assert.Empty(Elapsed);
        _rig.Time.Advance(9 * Second);
        Assert.Equal(restart ? 1 : 0, Elapsed.Count());
    }

    [Fact]
    public async Task CALL_036_Timers_outlive_a_sign_out_and_end_with_the_client()
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.StartTimer("c", TimerKind.Forget, 5 * Second), new Effect.StartTimer("d", TimerKind.Forget, 60 * Second));
        await _rig.Client.LogoutAsync(TestContext.Current.CancellationToken);
        _rig.Time.Advance(5 * Second);
        Assert.Equal(1, _rig.Time.Running);
        Assert.Single(Elapsed);
        await _rig.Client.DisposeAsync();
        Assert.Equal(0, _rig.Time.Running);
        _rig.Time.Advance(60 * Second);
        Assert.Single(Elapsed);
    }

    private static void Flood(Rig rig)
    {
        rig.Inline.Held = true;
        for (int i = 0; i <= 1_024; i++)
        {
            rig.Signal(new Providers.CallSignal.Alerted("x", i, "bob"));
        }

        rig.Inline.Resume();
    }
}
