using Calling.Server;
using Calling.Signaling;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Calling.Rest.Tests;

/// <summary>The server's API against the real server.</summary>
public sealed class ServerApiTests : IAsyncLifetime
{
    private const string Key = "key-1";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly ManualTime _time = new();
    private readonly List<ServiceProvider> _apps = [];
    private CallingServerHost? _server;

    private CallingServerHost Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _server = CallingServerHost.Build("http://127.0.0.1:0", o => o.Keys[Key] = Secret, web => web.Services.AddSingleton<TimeProvider>(_time));
        await _server.StartAsync().Soon();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    [Fact]
    public async Task The_backend_issues_tokens_that_the_server_takes()
    {
        var issued = await Api(Backend()).IssueTokenAsync(new TokenRequest("alice", "phone", TimeSpan.FromMinutes(5))).Soon();
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), issued.ExpiresAt);
        Assert.Empty((await Api(issued.Token).ReadRecordsAsync().Soon()).Records);
        Assert.DoesNotContain(issued.Token, issued.ToString(), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(6));
        await FailsAsync(CallErrorCode.AuthenticationFailed, "http401", () => Api(issued.Token).ReadRecordsAsync());
    }

    [Fact]
    public async Task CALL_131_records_are_read_in_pages_and_as_they_were_written()
    {
        var store = Server.Services.GetRequiredService<ICallRecordStore>();
        var records = Enumerable.Range(0, 3).Select(i => Record($"c{i}", _time.GetUtcNow() + TimeSpan.FromSeconds(i))).ToList();
        records.ForEach(store.Append);
        var api = Api(User("bob"));
        var first = await api.ReadRecordsAsync(limit: 2).Soon();
        Assert.Equal(["c2", "c1"], first.Records.Select(r => r.CallId));
        Assert.Equivalent(records[2], first.Records[0], strict: true);
        var second = await api.ReadRecordsAsync(limit: 2, after: first.Continuation).Soon();
        Assert.Equal((1, null), (second.Records.Count, second.Continuation));
        var some = await api.ReadRecordsAsync(from: records[1].StartedAt.ToOffset(TimeSpan.FromHours(2)), until: records[2].StartedAt).Soon();
        Assert.Equal(["c1"], some.Records.Select(r => r.CallId));
        Assert.Empty((await Api(User("mallory")).ReadRecordsAsync().Soon()).Records);
    }

    [Fact]
    public async Task CALL_150_a_device_is_registered_for_push_and_forgotten()
    {
        var api = Api(User("alice"));
        await api.RegisterPushAsync("alice", "phone-1", new PushTarget("fcm", "the token ✓")).Soon();
        Assert.Equal([new UserDevice("phone-1", null, "fcm")], (await Api(Backend()).ReadDevicesAsync("alice").Soon()).Devices);
        await api.UnregisterPushAsync("alice", "phone-1").Soon();
        await api.UnregisterPushAsync("alice", "phone-1").Soon();
        Assert.Empty((await api.ReadDevicesAsync("alice").Soon()).Devices);
    }

    [Fact]
    public async Task What_is_refused_is_told_in_the_contracts_words()
    {
        var (alice, backend) = (Api(User("alice")), Api(Backend()));
        await FailsAsync(CallErrorCode.AuthenticationFailed, "http401", () => Api("nonsense").ReadRecordsAsync());
        await FailsAsync(CallErrorCode.NotAllowed, "http403", () => alice.IssueTokenAsync(new TokenRequest("alice")));
        await FailsAsync(CallErrorCode.NotAllowed, "http403", () => alice.ReadDevicesAsync("bob"));
        await FailsAsync(CallErrorCode.NotAllowed, "http403", () => backend.ReadRecordsAsync());
        var wrong = await FailsAsync(CallErrorCode.InvalidArgument, "http400", () => backend.IssueTokenAsync(new TokenRequest("al ice")));
        Assert.Contains("al ice", wrong.Message, StringComparison.Ordinal);
        wrong = await FailsAsync(CallErrorCode.InvalidArgument, "http400", () => alice.ReadRecordsAsync(limit: 101));
        Assert.Contains("100", wrong.Message, StringComparison.Ordinal);
        await FailsAsync(CallErrorCode.InvalidArgument, "http400", () => backend.ReadDevicesAsync("a/b c"));
    }

    [Fact]
    public async Task A_server_that_is_away_is_unreachable_and_who_gives_up_is_told_so()
    {
        var api = Api(User("alice"));
        await Server.StopAsync().Soon();
        var asking = api.IssueTokenAsync(new TokenRequest("alice"));
        await FailsAsync(CallErrorCode.Unreachable, null, () => asking);
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.ReadRecordsAsync(ct: over.Token).Soon());
    }

    [Theory]
    [InlineData(null, true, "Server")]
    [InlineData("calls/calling", true, "Server")]
    [InlineData("ftp://example.com", true, "Server")]
    [InlineData("http://example.com/calling", true, "https")]
    [InlineData("https://example.com/calling", false, "GetToken")]
    public void CALL_141_wrong_settings_are_named(string? server, bool hasToken, string words)
    {
        var services = new ServiceCollection();
        services.AddCallingServerApi(o =>
        {
            o.Server = server is null ? null : new Uri(server, UriKind.RelativeOrAbsolute);
            o.GetToken = hasToken ? _ => new("t") : null;
        });
        using var app = services.BuildServiceProvider();
        var wrong = Assert.Throws<OptionsValidationException>(app.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
    }

    private static CallRecord Record(string callId, DateTimeOffset start) => new()
    {
        CallId = callId,
        Caller = "alice",
        Invitations = [new CallRecordEntry("bob", CallOutcome.Completed), new CallRecordEntry("carol", CallOutcome.NoAnswer)],
        Joined = ["dave"],
        Media = CallMedia.Video,
        IsGroup = true,
        GroupId = "équipe",
        StartedAt = start,
        AnsweredAt = start + TimeSpan.FromSeconds(3),
        EndedAt = start + TimeSpan.FromSeconds(63),
        Duration = TimeSpan.FromSeconds(60),
        EndedBy = "bob",
    };

    private static async Task<CallException> FailsAsync(CallErrorCode code, string? vendor, Func<Task> ask)
    {
        var error = await Assert.ThrowsAsync<CallException>(() => ask().Soon());
        Assert.Equal((code, vendor), (error.Code, error.ProviderCode));
        return error;
    }

    private string User(string user) => CallingTokens.Create(Key, Secret, user, time: _time);

    private string Backend() => CallingTokens.CreateForBackend(Key, Secret, time: _time);

    private ICallingServerApi Api(string token)
    {
        var services = new ServiceCollection();
        services.AddCallingServerApi(o => (o.Server, o.GetToken) = (Server.Address, _ => new(token)));
        var app = services.BuildServiceProvider();
        _apps.Add(app);
        return app.GetRequiredService<ICallingServerApi>();
    }
}
