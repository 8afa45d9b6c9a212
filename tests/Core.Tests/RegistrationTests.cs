using Calling.Core.Tests.Support;
using Calling.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Calling.Core.Tests;

public class RegistrationTests
{
    private readonly List<FakeProvider> _made = [];
    private readonly List<string> _validated = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CallProviderRegistration Provider(string name, CallLimits? limits = null, Func<IEnumerable<string>>? validate = null) => new(
        name,
        _ =>
        {
            var provider = new FakeProvider();
            provider.Descriptor = provider.Descriptor with { Name = name, Limits = limits ?? new CallLimits() };
            _made.Add(provider);
            return provider;
        },
        _ =>
        {
            _validated.Add(name);
            return validate?.Invoke() ?? [];
        });

    private ServiceProvider Build(Dictionary<string, string?> settings, Action<ICallingBuilder>? more = null)
    {
        var services = new ServiceCollection();
        Add(services, settings, more);
        return services.BuildServiceProvider();
    }

    private void Add(IServiceCollection services, Dictionary<string, string?> settings, Action<ICallingBuilder>? more = null)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        ICallingBuilder builder = services.AddCalling(configuration.GetSection("Calling"))
            .AddProvider(Provider("Mock"))
            .AddProvider(Provider("Acme", new CallLimits { MaxRingTimeout = TimeSpan.FromSeconds(20) }));
        more?.Invoke(builder);
    }

    private OptionsValidationException Refused(Dictionary<string, string?> settings, Action<ICallingBuilder>? more = null)
        => Assert.Throws<OptionsValidationException>(() => Build(settings, more).GetRequiredService<ICallClient>());

    [Fact]
    public async Task CALL_140_The_configuration_names_the_provider_in_any_letter_case()
    {
        await using ServiceProvider services = Build(new() { ["Calling:Provider"] = "mOCK" });
        ICallClient client = services.GetRequiredService<ICallClient>();
        Assert.Equal("Mock", client.Provider.Name);
        Assert.Same(client, services.GetRequiredKeyedService<ICallClient>("Mock"));
        Assert.Equal(["Mock"], _validated);
        Assert.Single(_made);
    }

    [Fact]
    public async Task CALL_140_Every_keyed_client_has_a_provider_of_its_own_disposed_with_the_container()
    {
        ServiceProvider services = Build(new() { ["Calling:Provider"] = "Mock", ["Calling:RingTimeout"] = "00:00:10" });
        services.GetRequiredService<ICallClient>();
        Assert.Equal("Acme", services.GetRequiredKeyedService<ICallClient>("Acme").Provider.Name);
        await services.DisposeAsync();
        Assert.Equal([1, 1], _made.Select(provider => provider.Disposed));
    }

    [Fact]
    public async Task CALL_140_What_an_app_changes_of_one_clients_settings_changes_no_others()
    {
        await using ServiceProvider services = Build(new() { ["Calling:Provider"] = "Mock", ["Calling:RingTimeout"] = "00:00:10" });
        CallingOptions Of(string name) => (CallingOptions)services.GetRequiredKeyedService<ICallClient>(name).GetService(typeof(CallingOptions))!;
        Of("Mock").RingTimeout = TimeSpan.FromSeconds(5);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)), (Of("Mock").RingTimeout, Of("Acme").RingTimeout));
    }

    [Theory]
    [InlineData("Calling:Provider", "Nope", "Calling:Provider", "'Nope'", "Mock, Acme")]
    [InlineData("Calling:Provider", "", "Calling:Provider", "missing", "Mock, Acme")]
    [InlineData("Calling:RingTimeout", "00:05:00", "Calling:RingTimeout", "00:05:00", "00:00:01 to 00:02:00")]
    [InlineData("Calling:ConnectTimeout", "00:00:00", "Calling:ConnectTimeout", "00:00:00", "00:00:01 to 00:02:00")]
    [InlineData("Calling:ReconnectTimeout", "soon", "Calling:ReconnectTimeout", "'soon'", "00:00:30")]
    [InlineData("Calling:OutgoingConflict", "Refuze", "Calling:OutgoingConflict", "'Refuze'", "Refuse, ReplaceCurrent")]
    [InlineData("Calling:OutgoingConflict", "7", "Calling:OutgoingConflict", "'7'", "Refuse, ReplaceCurrent")]
    public void CALL_141_A_wrong_setting_is_named_with_its_value_and_the_valid_ones(
        string setting, string value, string name, string shown, string valid)
    {
        var settings = new Dictionary<string, string?> { ["Calling:Provider"] = "Mock", [setting] = value };
        string failure = Assert.Single(Refused(settings).Failures);
        Assert.StartsWith(name, failure, StringComparison.Ordinal);
        Assert.Contains(shown, failure, StringComparison.Ordinal);
        Assert.Contains(valid, failure, StringComparison.Ordinal);
        Assert.Empty(_made);
    }

    [Fact]
    public void CALL_141_A_missing_section_says_which_setting_is_missing()
        => Assert.Contains("Calling:Provider is missing", Refused([]).Message, StringComparison.Ordinal);

    [Fact]
    public void CALL_141_A_ring_timeout_beyond_the_providers_prints_both()
    {
        string failure = Assert.Single(Refused(new() { ["Calling:Provider"] = "Acme" }).Failures);
        Assert.Contains("Calling:RingTimeout is 00:00:30", failure, StringComparison.Ordinal);
        Assert.Contains("Acme", failure, StringComparison.Ordinal);
        Assert.Contains("00:00:20", failure, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(_made).Disposed);
    }

    [Fact]
    public void CALL_141_Only_the_chosen_providers_settings_are_looked_at()
    {
        void More(ICallingBuilder builder) => builder
            .AddProvider(Provider("Good"))
            .AddProvider(Provider("Bad", validate: () => ["Calling:Bad:Url is missing."]))
            .AddProvider(Provider("Worse", validate: () => throw new InvalidOperationException("Failed to convert 'Calling:Worse:Port'.")));
        Build(new() { ["Calling:Provider"] = "Good" }, More).GetRequiredService<ICallClient>();
        Assert.Equal(["Good"], _validated);
        Assert.Equal(["Calling:Bad:Url is missing."], Refused(new() { ["Calling:Provider"] = "bad" }, More).Failures);
        Assert.Equal(["Failed to convert 'Calling:Worse:Port'."], Refused(new() { ["Calling:Provider"] = "Worse" }, More).Failures);
    }

    [Fact]
    public async Task CALL_141_A_host_does_not_start_with_a_wrong_setting()
    {
        HostApplicationBuilder application = Host.CreateEmptyApplicationBuilder(null);
        Add(application.Services, new() { ["Calling:Provider"] = "Nope" });
        using IHost host = application.Build();
        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Ct));
        Assert.Contains("'Nope'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_141_Code_may_set_what_configuration_does_not()
    {
        var services = new ServiceCollection();
        services.AddCalling(new ConfigurationBuilder().Build().GetSection("Calling"), options => options.Provider = "Mock").AddProvider(Provider("Mock"));
        Assert.Equal("Mock", services.BuildServiceProvider().GetRequiredService<ICallClient>().Provider.Name);
    }

    [Fact]
    public void CALL_141_Adding_twice_is_refused()
    {
        var services = new ServiceCollection();
        ICallingBuilder builder = services.AddCalling(new ConfigurationBuilder().Build()).AddProvider(Provider("Mock"));
        Assert.Throws<ArgumentException>(() => builder.AddProvider(Provider("MOCK")));
        Assert.Throws<InvalidOperationException>(() => services.AddCalling(new ConfigurationBuilder().Build()));
    }

    [Fact]
    public async Task CALL_143_Fallback_makes_one_client_of_several_providers()
    {
        ServiceProvider services = Build(new()
        {
            ["Calling:Provider"] = "mock", ["Calling:Fallback:0"] = "ACME", ["Calling:RingTimeout"] = "00:00:10",
        });
        ICallClient client = services.GetRequiredService<ICallClient>();
        Assert.Equal("Mock+Acme", client.Provider.Name);
        Assert.Equal(TimeSpan.FromSeconds(20), client.Provider.Limits.MaxRingTimeout);
        Assert.Equal(["Mock", "Acme"], _validated);
        Assert.Equal("Mock", services.GetRequiredKeyedService<ICallClient>("Mock").Provider.Name);
        await services.DisposeAsync();
        Assert.Equal([1, 1, 1], _made.Select(provider => provider.Disposed));
    }

    [Theory]
    [InlineData("Nope", "Calling:Fallback:0 is 'Nope'; valid values: Mock, Acme.")]
    [InlineData("", "Calling:Fallback:0 is ''; valid values: Mock, Acme.")]
    [InlineData("MOCK", "Calling:Fallback:0 is 'MOCK', as Calling:Provider is; each provider is named once, of: Mock, Acme.")]
    public void CALL_141_A_wrong_fallback_is_named(string name, string failure)
    {
        Assert.Equal([failure], Refused(new() { ["Calling:Provider"] = "Mock", ["Calling:Fallback:0"] = name }).Failures);
        Assert.Empty(_made);
    }

    [Fact]
    public void CALL_141_A_fallback_named_twice_is_named()
        => Assert.Equal(
            ["Calling:Fallback:1 is 'acme', as Calling:Fallback:0 is; each provider is named once, of: Mock, Acme."],
            Refused(new() { ["Calling:Provider"] = "Mock", ["Calling:Fallback:0"] = "Acme", ["Calling:Fallback:1"] = "acme" }).Failures);

    [Fact]
    public void CALL_141_A_fallback_that_is_no_list_is_named()
        => Assert.StartsWith(
            "Calling:Fallback is 'Acme'; a list such as",
            Assert.Single(Refused(new() { ["Calling:Provider"] = "Mock", ["Calling:Fallback"] = "Acme" }).Failures),
            StringComparison.Ordinal);

    [Fact]
    public void CALL_141_The_settings_of_every_chosen_provider_are_looked_at()
    {
        void More(ICallingBuilder builder) => builder
            .AddProvider(Provider("Bad", validate: () => ["Calling:Bad:Url is missing."]))
            .AddProvider(Provider("Worse", validate: () => ["Calling:Worse:Port is missing."]));
        Assert.Equal(
            ["Calling:Bad:Url is missing.", "Calling:Worse:Port is missing."],
            Refused(new() { ["Calling:Provider"] = "Worse", ["Calling:Fallback:0"] = "Bad" }, More).Failures.Order());
        Assert.Empty(_made);
    }

    [Fact]
    public void CALL_141_A_ring_timeout_beyond_a_fallbacks_prints_both()
    {
        string failure = Assert.Single(Refused(new() { ["Calling:Provider"] = "Mock", ["Calling:Fallback:0"] = "Acme" }).Failures);
        Assert.Contains("Calling:RingTimeout is 00:00:30; the provider Mock+Acme takes 00:00:01 to 00:00:20", failure, StringComparison.Ordinal);
        Assert.Equal([1, 1], _made.Select(provider => provider.Disposed));
    }
}
