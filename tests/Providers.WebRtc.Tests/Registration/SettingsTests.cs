using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Providers.WebRtc.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void CALL_140_Settings_come_from_configuration_and_code_is_stronger()
    {
        var options = new WebRtcOptions();
        var builder = new Builder(
            ("Server", "https://calls.example.com/calling"), ("GracePeriod", "00:00:30"), ("AllowPlainText", "true"), ("icetransportpolicy", "relay"),
            ("IceServers:0:Url", "stun:a"), ("IceServers:1:Url", "turns:b:443?transport=tcp"), ("IceServers:1:Username", "u"),
            ("IceServers:1:Credential", "c"), ("LocalAddresses:0", "127.0.0.1"), ("LocalAddresses:1", "::1"));
        builder.AddWebRtc(w => w.UseEngine(_ => new FakeEngine()).Configure(o =>
        {
            options = o;
            Assert.Equal(TimeSpan.FromSeconds(30), o.GracePeriod);
            o.GracePeriod = TimeSpan.FromSeconds(20);
        }));

        Assert.Empty(builder.Validate());
        Assert.Equal((new Uri("https://calls.example.com/calling"), true), (options.Server, options.AllowPlainText));
        Assert.Equal((TimeSpan.FromSeconds(20), IceTransportPolicy.Relay), (options.GracePeriod, options.IceTransportPolicy));
        Assert.Equal([("stun:a", null, null), ("turns:b:443?transport=tcp", "u", "c")], options.IceServers.Select(s => (s.Url, s.Username, s.Credential)));
        Assert.Equal(["127.0.0.1", "::1"], options.LocalAddresses);
        Assert.Equal("WebRtc", builder.Create().Descriptor.Name);
    }

    [Theory]
    [InlineData("Server", "calls", "Calling:WebRtc:Server is 'calls'; it must be an absolute http, https, ws or wss address.")]
    [InlineData("Server", "ftp://x", "Calling:WebRtc:Server is 'ftp://x/'; it must be an absolute http")]
    [InlineData("Server", "http://calls.example.com", "Calling:WebRtc:Server is 'http://calls.example.com/', which sends tokens in the clear; use https")]
    [InlineData("AllowPlainText", "perhaps", "Calling:WebRtc:AllowPlainText is 'perhaps'; it must be true or false.")]
    [InlineData("GracePeriod", "soon", "Calling:WebRtc:GracePeriod is 'soon'; it must be a time span such as")]
    [InlineData("GracePeriod", "01:00:00", "Calling:WebRtc:GracePeriod is 01:00:00; it must be from 00:00:00 to 00:10:00.")]
    [InlineData("IceTransportPolicy", "Some", "Calling:WebRtc:IceTransportPolicy is 'Some'; it must be All or Relay.")]
    [InlineData("IceTransportPolicy", "7", "Calling:WebRtc:IceTransportPolicy is '7'; valid are All, Relay.")]
    [InlineData("IceServers:0:Url", "http://x", "Calling:WebRtc:IceServers has the Url 'http://x'; it must begin with stun:, turn: or turns:")]
    [InlineData("IceServers:0:Urls", "stun:x", "Calling:WebRtc:IceServers has the Url ''")]
    [InlineData("IceServers:0:Url", null, "Calling:WebRtc:IceServers has the Url ''")]
    [InlineData("LocalAddresses:0", "eth0", "Calling:WebRtc:LocalAddresses has 'eth0'; it must be an IP address.")]
    [InlineData("LocalAddresses:0", null, "Calling:WebRtc:LocalAddresses has ''; it must be an IP address.")]
    [InlineData("Servr", "x", "Calling:WebRtc:Servr is not a setting of the WebRtc provider; valid are Server, AllowPlainText")]
    public void CALL_141_A_wrong_setting_is_named_with_its_valid_values(string key, string? value, string sentence)
    {
        var builder = new Builder(("Server", "https://calls.example.com"), (key, value));
        builder.AddWebRtc(w => w.UseEngine(_ => new FakeEngine()));
        Assert.StartsWith(sentence, Assert.Single(builder.Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_141_All_wrong_settings_are_told_at_once()
    {
        var builder = new Builder(
            ("Server", "https://calls.example.com"), ("AllowPlainText", "x"), ("GracePeriod", "x"), ("IceTransportPolicy", "x"),
            ("IceServers:0:Url", "x"), ("LocalAddresses:0", "x"), ("X", "x"));
        builder.AddWebRtc(_ => { });

        var problems = builder.Validate();
        Assert.Equal(7, problems.Count);
        Assert.Contains(problems, p => p.Contains("UseGStreamer()", StringComparison.Ordinal));
        Assert.DoesNotContain(problems, p => p.Contains(":Server ", StringComparison.Ordinal));
    }

    [Fact]
    public void CALL_141_An_engine_tells_what_it_cannot_use()
    {
        var builder = new Builder(("Server", "https://calls.example.com"), ("LocalAddresses:0", "127.0.0.1"), ("IceServers:0:Url", "STUN:x"));
        builder.AddWebRtc(w => w
            .UseEngine(_ => new FakeEngine(), _ => ["another engine's"])
            .UseEngine(_ => new FakeEngine(), options => options.LocalAddresses.Select(address => $"LocalAddresses has {address}.")));
        Assert.Equal("Calling:WebRtc:LocalAddresses has 127.0.0.1.", Assert.Single(builder.Validate()));
    }

    [Fact]
    public void CALL_141_A_missing_server_is_told()
    {
        var builder = new Builder();
        builder.AddWebRtc(w => w.UseEngine(_ => new FakeEngine()));
        Assert.StartsWith("Calling:WebRtc:Server is ''", Assert.Single(builder.Validate()), StringComparison.Ordinal);
    }

    private sealed class Builder(params (string Key, string? Value)[] settings) : ICallingBuilder
    {
        private CallProviderRegistration? _registration;

        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(s => s.Key).Select(s => KeyValuePair.Create($"Calling:WebRtc:{s.Key}", s.Last().Value)))
            .Build()
            .GetSection("Calling");

        public ICallingBuilder AddProvider(CallProviderRegistration registration)
        {
            _registration = registration;
            return this;
        }

        public ICallingBuilder Use(Func<ICallClient, IServiceProvider, ICallClient> middleware) => this;

        public ICallProvider Create() => _registration!.Create(Services.BuildServiceProvider());

        public IReadOnlyList<string> Validate() => [.. _registration!.Validate(Services.BuildServiceProvider())];
    }
}
