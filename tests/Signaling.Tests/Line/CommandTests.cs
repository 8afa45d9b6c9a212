using Calling.Providers;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

public class CommandTests
{
    private static readonly CallCommand Alerting = new CallCommand.Alerting("c1", "m1");
    private static readonly ServerFrame.Answer Done = new("c1", "m1", new CommandResult.Done());

    [Fact]
    public async Task A_result_finds_its_command()
    {
        await using var rig = await Rig.ConnectedAsync();
        var first = rig.Line.SendAsync(Alerting, default);
        var second = rig.Line.SendAsync(new CallCommand.Busy("c2", "m1"), default);
        Assert.Equal(Alerting, (await rig.Connection.NextAsync<ClientFrame.Submit>()).Command);
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        rig.Connection.Say(new ServerFrame.Answer("c2", "m1", new CommandResult.Refused(RefusalCode.NotFound)));
        rig.Connection.Say(Done);
        Assert.IsType<CommandResult.Done>(await first.Soon());
        Assert.Equal(new CommandResult.Refused(RefusalCode.NotFound), await second.Soon());
    }

    [Theory]
    [InlineData(WireErrorCode.RateLimited, RefusalCode.RateLimited)]
    [InlineData(WireErrorCode.UnknownType, RefusalCode.NotSupported)]
    [InlineData(WireErrorCode.InvalidMessage, RefusalCode.InvalidArgument)]
    public async Task An_error_about_a_command_is_its_refusal(WireErrorCode error, RefusalCode refusal)
    {
        await using var rig = await Rig.ConnectedAsync();
        var sent = rig.Line.SendAsync(Alerting, default);
        rig.Connection.Say(new ServerFrame.Error(error, "no") { InReplyTo = "m1", CallId = "c1" });
        Assert.Equal(new CommandResult.Refused(refusal, Message: "no"), await sent.Soon());
    }

    [Fact]
    public async Task A_failure_of_the_server_leaves_a_command_unknown()
    {
        await using var rig = await Rig.ConnectedAsync();
        var sent = rig.Line.SendAsync(Alerting, default);
        rig.Connection.Say(new ServerFrame.Error(WireErrorCode.Failed, "no") { InReplyTo = "m1", CallId = "c1" });
        Assert.IsType<CommandResult.Unknown>(await sent.Soon());
    }

    [Fact]
    public async Task CALL_110_a_command_that_had_left_is_sent_again_with_the_same_ids()
    {
        await using var rig = await Rig.ConnectedAsync();
        var sent = rig.Line.SendAsync(Alerting, default);
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        await rig.LoseAsync();
        Assert.False(sent.IsCompleted);
        await rig.RestoreAsync(resumed: true);
        Assert.Equal(Alerting, (await rig.Connection.NextAsync<ClientFrame.Submit>()).Command);
        rig.Connection.Say(Done);
        Assert.IsType<CommandResult.Done>(await sent.Soon());
    }

    [Fact]
    public async Task While_the_line_is_down_nothing_is_sent_and_said_so()
    {
        await using var rig = await Rig.ConnectedAsync();
        await rig.LoseAsync();
        Assert.IsType<CommandResult.NotSent>(await rig.Line.SendAsync(Alerting, default).Soon());
        Assert.False(await rig.Line.SendPeerAsync("c1", new("bob", "d"), "sdp", "x"));
        rig.Line.RequestSnapshot();
        await rig.RestoreAsync(resumed: true);
        Assert.False(rig.Connection.HasMore);
    }

    [Fact]
    public async Task A_command_still_in_the_queue_when_the_line_breaks_was_not_sent()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Stall = new();
        var first = rig.Line.SendAsync(Alerting, default);
        var second = rig.Line.SendAsync(new CallCommand.Alerting("c1", "m2"), default);

        // The first is at the transport by now or will be; the second waits behind it.
        rig.Line.RequestSnapshot();
        await rig.LoseAsync();
        Assert.IsType<CommandResult.NotSent>(await second.Soon());
        if (!first.IsCompleted)
        {
            await rig.RestoreAsync(resumed: true);
            rig.Connection.Say(Done);
            Assert.IsType<CommandResult.Done>(await first.Soon());
        }
    }

    [Fact]
    public async Task A_command_without_an_answer_is_unknown_after_its_time()
    {
        await using var rig = await Rig.ConnectedAsync();
        var sent = rig.Line.SendAsync(Alerting, default).AsTask();
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        rig.Time.Advance(rig.Options.CommandTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(sent.IsCompleted);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("timedOut", Assert.IsType<CommandResult.Unknown>(await sent.Soon()).Fault.Code);

        // Its late result concerns nobody.
        rig.Connection.Say(Done);
        var next = rig.Line.SendAsync(new CallCommand.Busy("c1", "m2"), default);
        rig.Connection.Say(new ServerFrame.Answer("c1", "m2", new CommandResult.Done()));
        Assert.IsType<CommandResult.Done>(await next.Soon());
    }

    [Fact]
    public async Task A_command_that_timed_out_is_not_sent_again()
    {
        await using var rig = await Rig.ConnectedAsync();
        var sent = rig.Line.SendAsync(Alerting, default).AsTask();
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        await rig.LoseAsync();
        rig.Server.Unreachable = true;
        await rig.TurnAsync(() => sent.IsCompleted);
        rig.Server.Unreachable = false;
        await rig.RestoreAsync(resumed: true);
        Assert.False(rig.Connection.HasMore);
    }

    [Fact]
    public async Task Giving_a_command_up_is_a_result_and_no_exception()
    {
        await using var rig = await Rig.ConnectedAsync();
        using var patience = new CancellationTokenSource();
        var sent = rig.Line.SendAsync(Alerting, patience.Token);
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        await patience.CancelAsync();
        Assert.IsType<CommandResult.Unknown>(await sent.Soon());
    }

    [Fact]
    public async Task A_command_over_the_servers_limit_is_refused_here()
    {
        await using var rig = await Rig.ConnectedAsync();
        var tooBig = new CallCommand.RejectCall("c1", "m1", new string('x', Wire.Samples.Limits.MaxMessageBytes));
        Assert.Equal(RefusalCode.InvalidArgument, Assert.IsType<CommandResult.Refused>(await rig.Line.SendAsync(tooBig, default)).Code);
        Assert.False(await rig.Line.SendPeerAsync("c1", new("bob", "d"), "sdp", new string('x', Wire.Samples.Limits.MaxPeerPayloadBytes + 1)));
        Assert.False(rig.Connection.HasMore);
    }
}
