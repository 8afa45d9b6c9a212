using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Mailboxes;
using Calling.Providers;

namespace Calling.Core.Tests;

public class MailboxTests
{
    private readonly InlineRuntime _runtime = new(new ManualTime());
    private readonly List<ClientInput> _seen = [];

    private static ClientInput.Signal Remote(long revision) => new(new CallSignal.Alerted("c", revision, "bob"));

    [Fact]
    public void CALL_037_Local_inputs_go_before_remote_ones_first_in_first_out_each()
    {
        var mailbox = new ClientMailbox(_runtime, mail => _seen.Add(mail.Input));
        ClientInput r1 = Remote(1), r2 = Remote(2), l1 = new ClientInput.Logout(1), l2 = new ClientInput.Logout(2);
        _runtime.Held = true;
        mailbox.PostRemote(new Mail(r1));
        mailbox.PostLocal(new Mail(l1));
        mailbox.PostRemote(new Mail(r2));
        mailbox.PostLocal(new Mail(l2));
        _runtime.Resume();
        Assert.Equal([l1, l2, r1, r2], _seen);
    }

    [Fact]
    public void CALL_110_Too_many_remote_signals_become_one_SignalsLost_never_silence()
    {
        int lost = 0;
        var mailbox = new ClientMailbox(_runtime, mail => _seen.Add(mail.Input), () => lost++);
        _runtime.Held = true;
        for (int i = 1; i <= 1_024; i++)
        {
            mailbox.PostRemote(new Mail(Remote(i)));
        }

        Assert.Equal(0, lost);
        ClientInput last = Remote(1_025);
        mailbox.PostRemote(new Mail(last));
        _runtime.Resume();
        Assert.Equal(1, lost);
        Assert.Equal([new ClientInput.SignalsLost(), last], _seen);
    }

    [Fact]
    public void CALL_110_An_overflow_keeps_the_last_word_about_the_line_and_the_one_signal_that_nothing_follows()
    {
        var mailbox = new ClientMailbox(_runtime, mail => _seen.Add(mail.Input), remoteCapacity: 4);
        _runtime.Held = true;
        mailbox.PostRemote(new Mail(new ClientInput.Signal(new LineSignal.Interrupted())));
        mailbox.PostRemote(new Mail(new ClientInput.Signal(new LineSignal.Restored(true))));
        mailbox.PostRemote(new Mail(Remote(1)));
        mailbox.PostRemote(new Mail(Remote(2)));
        mailbox.PostRemote(new Mail(new ClientInput.Signal(new LineSignal.Closed(LineCloseCause.AuthExpired))));
        _runtime.Resume();
        Assert.Equal(
            [
                new ClientInput.Signal(new LineSignal.Restored(true)),
                new ClientInput.SignalsLost(),
                new ClientInput.Signal(new LineSignal.Closed(LineCloseCause.AuthExpired)),
            ],
            _seen);
    }

    [Fact]
    public void CALL_122_What_is_posted_while_a_letter_is_worked_on_waits_its_turn()
    {
        var order = new List<string>();
        ClientMailbox mailbox = null!;
        mailbox = new ClientMailbox(_runtime, mail =>
        {
            order.Add($"> {mail.Input}");
            if (mail.Input is ClientInput.Logout { Operation: 1 })
            {
                mailbox.PostLocal(new Mail(new ClientInput.Logout(2)));
            }

            order.Add($"< {mail.Input}");
        });
        mailbox.PostLocal(new Mail(new ClientInput.Logout(1)));
        Assert.Equal(["> Logout { Operation = 1 }", "< Logout { Operation = 1 }", "> Logout { Operation = 2 }", "< Logout { Operation = 2 }"], order);
    }

    [Fact]
    public async Task CALL_122_Posts_of_many_threads_are_worked_on_one_at_a_time_and_none_is_lost()
    {
        int count = 0, inside = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mailbox = new ClientMailbox(CallRuntime.System, _ =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            if (++count == 40_000)
            {
                done.SetResult();
            }

            Interlocked.Decrement(ref inside);
        });
        var posters = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                mailbox.PostLocal(new Mail(new ClientInput.Logout(i)));
            }
        }));
        await Task.WhenAll(posters);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(40_000, count);
    }
}
