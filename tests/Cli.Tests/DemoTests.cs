using System.Text.Json;
using Calling.Cli.Demo;

namespace Calling.Cli.Tests;

public sealed class DemoTests : IDisposable
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
    public async Task Two_people_talk_through_the_mock_in_one_process()
    {
        var code = await RunAsync("Mock");
        var result = LastLine(_output.ToString());
        Assert.True(code == 0, _output.ToString() + _errors);
        AssertGood(result, "Mock");
    }

    [Fact]
    public async Task An_unknown_provider_is_refused_by_the_library()
    {
        Assert.Equal(ExitCodes.Unusable, await RunAsync("Pigeon"));
        Assert.Contains("Calling:Provider is 'Pigeon'; valid values: WebRtc, Mock.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acs_says_that_it_needs_Windows_and_what_to_do()
    {
        Assert.Equal(ExitCodes.Unusable, await RunAsync("acs"));
        Assert.Contains("Windows", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("What to do", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_talk_through_WebRtc_in_three_processes()
    {
        var (code, output, errors) = await Program.RunAsync("demo", "--provider", "WebRtc", "--seconds", "3", "--output", _folder);
        Assert.True(code == 0, output + errors);
        AssertGood(LastLine(output), "WebRtc");
    }

    private void AssertGood(JsonElement result, string provider)
    {
        Assert.Equal(provider, result.GetProperty("provider").GetString());
        Assert.Equal("Completed", result.GetProperty("outcome").GetString());
        foreach (var name in new[] { "ringMs", "acceptToConnectedMs", "acceptToFirstFrameMs" })
        {
            Assert.InRange(result.GetProperty(name).GetDouble(), 0, 30_000);
        }

        Assert.True(result.GetProperty("calleeVideoFrames").GetInt32() > 5);
        Assert.True(result.GetProperty("callerVideoFrames").GetInt32() > 5);
        Assert.True(result.GetProperty("calleeAudioSeconds").GetDouble() > 0.5);
        Assert.True(result.GetProperty("callerAudioSeconds").GetDouble() > 0.5);
        string[] files = ["alice-heard.wav", "alice-saw.png", "bob-heard.wav", "bob-saw.png"];
        Assert.Equal(files, Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static JsonElement LastLine(string output)
    {
        var lines = output.TrimEnd().Split('\n');
        Assert.Single(lines, line => line.StartsWith('{'));
        return JsonDocument.Parse(lines[^1]).RootElement;
    }

    private Task<int> RunAsync(string provider)
        => new DemoRunner(new DemoOptions(provider, 2, _folder), _output, _errors, TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);
}
