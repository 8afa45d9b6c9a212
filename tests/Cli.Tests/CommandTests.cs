using System.Net;

namespace Calling.Cli.Tests;

public class CommandTests
{
    private static readonly string s_secret = new('s', 32);

    [Fact]
    public async Task A_token_has_three_parts_and_a_short_secret_is_refused()
    {
        var (code, output, _) = await Program.RunAsync("token", "--user", "alice", "--key", "k", "--secret", s_secret);
        Assert.Equal(0, code);
        Assert.Equal(3, output.Trim().Split('.').Length);
        (code, _, var errors) = await Program.RunAsync("token", "--user", "alice", "--key", "k", "--secret", "short");
        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("32", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_says_where_it_listens_and_ends_with_its_input()
    {
        using var process = Program.Start("serve", "--url", "http://127.0.0.1:0", "--until-input-ends");
        var line = "";
        while (!line.StartsWith("listening on ", StringComparison.Ordinal))
        {
            line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException(
                await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        var address = new Uri(line["listening on ".Length..]);
        using var http = new HttpClient();
        var health = await http.GetAsync(new Uri(address, "/healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Wrong_settings_of_the_server_are_named()
    {
        var (code, _, errors) = await Program.RunAsync("serve", "--url", "http://127.0.0.1:0", "--Calling:Server:MaxConnections=0");
        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("MaxConnections is 0", errors, StringComparison.Ordinal);
        (code, _, errors) = await Program.RunAsync("serve", "--ulr", "x");
        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("--ulr", errors, StringComparison.Ordinal);
    }
}
