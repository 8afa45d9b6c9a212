namespace Calling.Cli.Demo;

/// <summary>What the parties need around them: with WebRtc a server and processes of their own; the mock's world is inside one process.</summary>
internal sealed class DemoStage(string provider, TimeSpan limit, TimeProvider time) : IAsyncDisposable
{
    private readonly bool _processes = provider.Equals("WebRtc", StringComparison.OrdinalIgnoreCase);
    private readonly List<PartyHandle> _parties = [];
    private ServerProcess? _server;

    /// <summary>For the heading.</summary>
    public string Description => _processes ? $"{provider}, a server and a process for each device" : $"{provider}, in one process";

    /// <summary>The parties' settings; which provider they run on is in here and nowhere else.</summary>
    public Dictionary<string, string?> Configuration { get; } = new()
    {
        ["Calling:Provider"] = provider,

        // A world of its own: two demos in one process would ring each other's people.
        ["Calling:Mock:World"] = $"demo-{Guid.NewGuid():N}",
    };

    /// <summary>What all processes said on standard error.</summary>
    public string LastWords => _server?.LastWords + string.Concat(_parties.Select(party => party.LastWords));

    /// <summary>Starts the server, where there is one.</summary>
    public async Task OpenAsync(Timeline timeline, CancellationToken ct)
    {
        if (_processes)
        {
            _server = await ServerProcess.StartAsync(ct);
            timeline.Add("server", "listening", _server.Address);
            Configuration["Calling:WebRtc:Server"] = _server.Address;

            // Both are on this machine, which may have no other interface.
            Configuration["Calling:WebRtc:LocalAddresses:0"] = "127.0.0.1";
        }
    }

    public string TokenFor(string userId) => _server?.TokenFor(userId, limit) ?? "any token will do";

    /// <summary>Lets a party begin.</summary>
    public PartyHandle Party(string who, PartySettings settings, Timeline timeline)
    {
        PartyHandle party = _processes
            ? new PartyProcess(settings, line => timeline.Add(who, line))
            : new LocalParty(settings, time, line => timeline.Add(who, line));
        _parties.Add(party);
        return party;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
