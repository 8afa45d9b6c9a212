using Calling.Core.Tests.Support;
using Calling.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Calling.Core.Tests;

/// <summary>What a profile sets, how one is chosen, and that the app's own settings are stronger.</summary>
public class ProfileTests
{
    private static readonly TimeSpan s_two = TimeSpan.FromMinutes(2);

    private static CallingOptions Options(
        Dictionary<string, string?> settings, Action<CallingOptions>? configure = null, params CallProfile[] profiles)
    {
        var services = new ServiceCollection();
        settings["Calling:Provider"] = "Mock";
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Calling");
        var builder = services.AddCalling(section, configure).AddProvider(new CallProviderRegistration("Mock", _ => new FakeProvider(), _ => []));
        foreach (var profile in profiles)
        {
            builder.UseProfile(profile);
        }

        return services.BuildServiceProvider().GetRequiredService<IOptions<CallingOptions>>().Value;
    }

    private static string Refused(Dictionary<string, string?> settings, params CallProfile[] profiles)
        => Assert.Single(Assert.Throws<OptionsValidationException>(() => Options(settings, null, profiles)).Failures);

    [Fact]
    public void The_default_profile_changes_nothing()
        => Assert.Equivalent(Options([]), Options(new() { ["Calling:Profile"] = "Default" }), strict: true);

    [Theory]
    [InlineData("NERtc")]
    [InlineData("nertc")]
    public void NERtc_rings_two_minutes_on_both_sides_and_reads_busy_when_calls_cross(string name)
    {
        var options = Options(new() { ["Calling:Profile"] = name });
        Assert.Equal((s_two, s_two), (options.RingTimeout, options.IncomingRingTimeout));
        Assert.Equal((15, 15), (options.ConnectTimeout.TotalSeconds, options.ReconnectTimeout.TotalSeconds));
        Assert.Equal((BusyPolicy.RejectBusy, OutgoingConflict.Refuse), (options.BusyPolicy, options.OutgoingConflict));
        Assert.Equal((GlarePolicy.Busy, SwitchConsent.Off), (options.Glare, options.SwitchConsent));
    }

    [Fact]
    public void Trtc_rings_half_a_minute_and_tells_volumes()
    {
        var options = Options([], null, CallProfile.Trtc);
        Assert.Equal((30, null), (options.RingTimeout.TotalSeconds, options.IncomingRingTimeout));
        Assert.Equal((GlarePolicy.Busy, SwitchConsent.Off), (options.Glare, options.SwitchConsent));
        Assert.Equal(300, options.AudioLevelInterval?.TotalMilliseconds);
    }

    [Fact]
    public void Wilddog_replaces_the_former_call()
    {
        var options = Options([], null, CallProfile.Wilddog);
        Assert.Equal((OutgoingConflict.ReplaceCurrent, BusyPolicy.RejectBusy), (options.OutgoingConflict, options.BusyPolicy));
    }

    [Fact]
    public void CALL_141_The_apps_own_settings_are_stronger_than_the_profile()
    {
        var settings = new Dictionary<string, string?> { ["Calling:RingTimeout"] = "00:00:20", ["Calling:Glare"] = "Connect" };
        var options = Options(settings, o => o.SwitchConsent = SwitchConsent.Ask, CallProfile.NERtc);
        Assert.Equal((20, GlarePolicy.Connect, SwitchConsent.Ask), (options.RingTimeout.TotalSeconds, options.Glare, options.SwitchConsent));
        Assert.Equal(s_two, options.IncomingRingTimeout);
    }

    [Fact]
    public void CALL_141_An_unknown_profile_is_named_with_the_valid_ones()
    {
        string failure = Refused(new() { ["Calling:Profile"] = "Skype" });
        Assert.Equal("Calling:Profile is 'Skype'; valid values: Default, NERtc, Trtc, Wilddog.", failure);
    }

    [Fact]
    public void CALL_141_Two_profiles_contradict_each_other_and_one_twice_does_not()
    {
        Assert.Contains("NERtc and Trtc", Refused(new() { ["Calling:Profile"] = "NERtc" }, CallProfile.Trtc), StringComparison.Ordinal);
        Assert.Contains("Trtc and Wilddog", Refused([], CallProfile.Trtc, CallProfile.Wilddog), StringComparison.Ordinal);
        Assert.Equal(s_two, Options(new() { ["Calling:Profile"] = "NERtc" }, null, CallProfile.NERtc, CallProfile.NERtc).RingTimeout);
    }

    [Fact]
    public void A_profile_may_be_applied_by_hand()
    {
        var options = new CallingOptions();
        CallProfile.Wilddog.ApplyTo(options);
        Assert.Equal(OutgoingConflict.ReplaceCurrent, options.OutgoingConflict);
    }

    [Fact]
    public void CALL_040_A_clients_settings_are_at_hand_through_any_middleware()
    {
        var options = new CallingOptions();
        var client = CallClientFactory.Create(new FakeProvider(), options);
        Assert.Same(options, client.GetService(typeof(CallingOptions)));
    }
}
