using System.Text.Json;
using Calling.Cli.Demo;
using Calling.Cli.Demo.Groups;

namespace Calling.Cli.Tests;

public sealed class GroupDemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("calling-demo-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task A_group_talks_through_the_mock_and_everybody_sees_and_hears_everybody()
    {
        var runner = new GroupRunner(new DemoOptions("Mock", DemoOptions.MinGroupSeconds, _folder), 4, _output, _errors, TimeProvider.System);
        var code = await runner.RunAsync(TestContext.Current.CancellationToken);
        Assert.True(code == 0, _output.ToString() + _errors);
        var result = JsonDocument.Parse(_output.ToString().TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("Completed", result.GetProperty("outcome").GetString());
        Assert.Equal((12, 12, 12), (Number("streams"), Number("streamsSeen"), Number("streamsHeard")));
        Assert.Equal(
            ["LocalHangUp", "LocalHangUp", "RemoteHangUp", "RemoteHangUp", "LocalReject", "NoAnswer"],
            new GroupCast(4).Everybody.Select(who => result.GetProperty("ends").GetProperty(who).GetString()));
        Assert.Equal(["contact-sheet.png"], Directory.GetFiles(_folder).Select(Path.GetFileName));

        int Number(string name) => result.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("2", "8", "--group must be from 3 to 7.")]
    [InlineData("8", "8", "--group must be from 3 to 7.")]
    [InlineData("4", "5", "--seconds must be at least 6 in a group.")]
    public async Task A_group_too_small_too_large_or_too_short_is_refused(string group, string seconds, string sentence)
    {
        var (code, _, errors) = await Program.RunAsync("demo", "--group", group, "--seconds", seconds);
        Assert.NotEqual(0, code);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_role_is_somebodys_and_nobody_calls_themselves()
    {
        for (var talkers = GroupCast.MinTalkers; talkers <= GroupCast.MaxTalkers; talkers++)
        {
            var cast = new GroupCast(talkers);
            var parts = cast.Everybody.ToDictionary(who => who, cast.PartOf);
            Assert.Equal(talkers + 2, parts.Count);
            foreach (var role in Enum.GetValues<GroupRole>().Where(role => role != GroupRole.Talker))
            {
                Assert.Single(parts.Values, part => part.Role == role);
            }

            var caller = parts[cast.Caller];
            Assert.Equal(talkers, caller.Callees.Count);
            Assert.DoesNotContain(cast.Caller, caller.Callees);
            Assert.DoesNotContain(cast.Latecomer, caller.Callees);
            Assert.All(cast.Talkers, who => Assert.Equal(talkers - 1, parts[who].Others.Count));
        }
    }

    [Fact]
    public void One_stream_that_did_not_come_or_one_other_end_is_not_good()
    {
        var cast = new GroupCast(3);
        var results = cast.Everybody.ToDictionary(who => who, who => Result(cast, who, 10));
        Assert.True(GroupResult.Of("Mock", cast, results, DemoResult.Failed, null).IsGood);
        results["bob"] = Result(cast, "bob", 0);
        var result = GroupResult.Of("Mock", cast, results, DemoResult.Failed, null);
        Assert.Equal((false, 6, 4, "Completed"), (result.IsGood, result.Streams, result.StreamsSeen, result.Outcome));
        results["bob"] = Result(cast, "bob", 10) with { End = CallEndReason.ConnectionLost };
        Assert.Equal(DemoResult.Failed, GroupResult.Of("Mock", cast, results, DemoResult.Failed, null).Outcome);
        results.Remove("bob");
        Assert.Equal(DemoResult.TimedOut, GroupResult.Of("Mock", cast, results, DemoResult.TimedOut, null).Outcome);
    }

    private static PartyResult Result(GroupCast cast, string who, int frames)
    {
        var part = cast.PartOf(who);
        return new(GroupCast.EndOf(part.Role), null, 5, null, frames, 1, new Dictionary<string, string>())
        {
            Views = [.. part.Others.Select(other => new PartyView(other, frames, 1, null))],
        };
    }
}
