using Calling.Acs.Emulator;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Calling.Rest.Tests;

/// <summary>The identity service's API against the emulated service, which checks each signature.</summary>
public sealed class AcsIdentityApiTests : IAsyncLifetime
{
    private static readonly string[] s_voip = ["voip"];

    private readonly ManualTime _time = new();
    private readonly List<ServiceProvider> _apps = [];
    private EmulatedIdentityServer? _service;

    private EmulatedIdentityServer Service => _service!;

    public async ValueTask InitializeAsync() =>
        _service = await EmulatedIdentityServer.StartAsync(new EmulatedCloud(new EmulatorSettings(), _time)).Soon();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await Service.DisposeAsync();
    }

    [Fact]
    public async Task An_identity_is_made_gets_tokens_and_goes()
    {
        var api = Api();
        var made = await api.CreateAsync(new AcsIdentityRequest(s_voip, 60)).Soon();
        Assert.StartsWith("8:acs:", made.Identity.Id, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(1), made.AccessToken!.ExpiresOn, TimeSpan.FromSeconds(1));
        var token = await api.IssueTokenAsync(made.Identity.Id, new AcsTokenRequest(s_voip)).Soon();
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(24), token.ExpiresOn, TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(token.Token, token.ToString(), StringComparison.Ordinal);
        await api.RevokeTokensAsync(made.Identity.Id).Soon();
        await api.DeleteAsync(made.Identity.Id).Soon();
        await FailsAsync(CallErrorCode.InvalidArgument, "IdentityNotFound", () => api.IssueTokenAsync(made.Identity.Id, new AcsTokenRequest(s_voip)));
        Assert.Null((await api.CreateAsync(new AcsIdentityRequest()).Soon()).AccessToken);
    }

    [Fact]
    public async Task What_is_refused_keeps_the_vendors_code()
    {
        await FailsAsync(CallErrorCode.AuthenticationFailed, "Denied", () => Api(Convert.ToBase64String(new byte[32])).CreateAsync(new()));
        await FailsAsync(CallErrorCode.InvalidArgument, "ValidationError", () => Api().CreateAsync(new AcsIdentityRequest(s_voip, 59)));
    }

    [Fact]
    public async Task Too_many_requests_are_asked_again_after_the_time_that_was_said()
    {
        Service.RefuseNext(2, TimeSpan.FromSeconds(3));
        var making = Api().CreateAsync(new AcsIdentityRequest());
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            await Until.True(() => _time.TimerCount == 1 && _time.Next < AttemptHandler.Patience);
            Assert.Equal((attempt, TimeSpan.FromSeconds(3)), (Service.Requests, _time.Next));
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.NotEmpty((await making.Soon()).Identity.Id);
        Assert.Equal(3, Service.Requests);
    }

    [Fact]
    public async Task Who_has_to_wait_too_long_is_told_at_once()
    {
        Service.RefuseNext(1, TimeSpan.FromSeconds(31));
        await FailsAsync(CallErrorCode.RateLimited, "TooManyRequests", () => Api().CreateAsync(new()));
        Assert.Equal((1, 0), (Service.Requests, _time.TimerCount));
    }

    [Theory]
    [InlineData("http://example.com", "a2V5", "https")]
    [InlineData("https://example.com", "no key!", "AccessKey")]
    [InlineData("https://example.com", "", "AccessKey")]
    public void CALL_141_wrong_settings_are_named_and_the_key_is_not(string endpoint, string key, string words)
    {
        var services = new ServiceCollection();
        services.AddAcsIdentityApi(o => (o.Endpoint, o.AccessKey) = (new Uri(endpoint), key));
        using var app = services.BuildServiceProvider();
        var wrong = Assert.Throws<OptionsValidationException>(app.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no key!", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task FailsAsync(CallErrorCode code, string vendor, Func<Task> ask)
    {
        var error = await Assert.ThrowsAsync<CallException>(() => ask().Soon());
        Assert.Equal((code, vendor), (error.Code, error.ProviderCode));
    }

    private IAcsIdentityApi Api(string? key = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddAcsIdentityApi(o => (o.Endpoint, o.AccessKey) = (Service.Endpoint, key ?? Service.AccessKey));
        var app = services.BuildServiceProvider();
        _apps.Add(app);
        return app.GetRequiredService<IAcsIdentityApi>();
    }
}
