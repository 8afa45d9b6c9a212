using System.Security.Cryptography;

namespace Calling.Cli.Demo;

/// <summary>The signalling server in a process of its own, on a free port, with a key that nobody else knows.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>What <c>serve</c> says before the address once it can be reached.</summary>
    public const string Announcement = "listening on ";

    private const string ApiKey = "demo";
    private readonly ChildProcess _child;
    private readonly string _secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private ServerProcess() => _child = new ChildProcess(
        "server",
        ["serve", "--url", "http://127.0.0.1:0", "--until-input-ends"],
        // Not as arguments, which others on the machine can read.
        new Dictionary<string, string> { [$"Calling__Server__Keys__{ApiKey}"] = _secret });

    /// <summary>Where it is.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it said on standard error.</summary>
    public string LastWords => _child.LastWords();

    /// <summary>Starts it and waits until it can be reached.</summary>
    public static async Task<ServerProcess> StartAsync(CancellationToken ct)
    {
        var server = new ServerProcess();
        try
        {
            while (server.Address.Length == 0)
            {
                var line = await server._child.Output.ReadLineAsync(ct) ?? throw await server._child.ExplainAsync();
                server.Address = line.StartsWith(Announcement, StringComparison.Ordinal) ? line[Announcement.Length..] : "";
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets a user sign in for as long as the demo may take.</summary>
    public string TokenFor(string userId, TimeSpan lifetime) => Server.CallingTokens.Create(ApiKey, _secret, userId, lifetime);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
