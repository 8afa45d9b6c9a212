using Calling.Providers.Acs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Calling.Acs.Tests.Native;

/// <summary>What settings say, and what is wrong with them (rule CALL-141).</summary>
public class RegistrationTests
{
    [Fact]
    public void Native_mode_needs_a_directory() => Refuses("Calling:Acs:Mode is Native", null);

    [Theory]
    [InlineData("Mode", "Both", "Calling:Acs:Mode is 'Both'; it must be Native or Paired.")]
    [InlineData("Frames", "perhaps", "Calling:Acs:Frames is 'perhaps'; it must be true or false.")]
    [InlineData("CommandTimeout", "00:00:00.1", "Calling:Acs:CommandTimeout is 00:00:00.1000000; it must be from 00:00:01 to 00:02:00.")]
    [InlineData("SingleDevice", "true", "Calling:Acs:SingleDevice is true, which")]
    [InlineData("Colour", "red", "Calling:Acs:Colour is not a setting of the Acs provider")]
    public void A_wrong_setting_is_named(string name, string value, string problem) =>
        Refuses(problem, o => o.Directory = _ => new MemoryAcsDirectory(), ($"Calling:Acs:{name}", value));

    [Fact]
    public void Paired_mode_needs_a_server() => Refuses("Calling:Acs:Server", null, ("Calling:Acs:Mode", "Paired"));

    [Fact]
    public async Task Signing_in_without_the_SDK_says_what_is_missing()
    {
        await using var services = Build(o => o.Directory = _ => new MemoryAcsDirectory());
        var client = services.GetRequiredService<ICallClient>();
        Assert.Equal(TimeSpan.FromSeconds(80), client.Provider.Limits.MaxRingTimeout);
        var error = await Assert.ThrowsAsync<CallException>(() => client.LoginAsync(CallCredential.FromToken("alice", "a.b.c")));
        Assert.Equal(CallErrorCode.EngineUnavailable, error.Code);
        Assert.Contains("net10.0-windows10.0.19041.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_are_declared_where_they_are_switched_on()
    {
        await using var plain = Build(o => o.Directory = _ => new MemoryAcsDirectory());
        await using var frames = Build(o => (o.Directory, o.Frames) = (_ => new MemoryAcsDirectory(), true));
        Assert.False(plain.GetRequiredService<ICallClient>().Provider.Capabilities.HasFlag(CallCapabilities.RawMedia));
        Assert.True(frames.GetRequiredService<ICallClient>().Provider.Capabilities.HasFlag(CallCapabilities.RawMedia));
    }

    private static void Refuses(string problem, Action<AcsOptions>? configure, params (string, string)[] settings)
    {
        using var services = Build(configure, settings);
        var error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<ICallClient>);
        Assert.Contains(error.Failures, failure => failure.StartsWith(problem, StringComparison.Ordinal));
    }

    private static ServiceProvider Build(Action<AcsOptions>? configure, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("Calling:Provider", "Acs")).ToDictionary(s => s.Item1, s => (string?)s.Item2))
            .Build();
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddAcs(configure);
        return services.BuildServiceProvider();
    }
}
