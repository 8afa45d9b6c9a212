using Calling.Cli.Demo;

namespace Calling.Cli.Tests;

public class TimelineTests
{
    [Fact]
    public async Task Lines_come_in_the_order_in_which_things_happened()
    {
        using var output = new StringWriter();
        await using (var timeline = new Timeline(output, TimeProvider.System))
        {
            timeline.Add("bob", new PartyMessage.Happened(7.4, "later", "x"));
            timeline.Add("alice", new PartyMessage.Happened(3, "sooner", ""));
        }

        var lines = output.ToString().TrimEnd().Split(Environment.NewLine)[2..];
        Assert.Equal(["       3  alice   sooner", "       7  bob     later         x"], lines);
    }
}
