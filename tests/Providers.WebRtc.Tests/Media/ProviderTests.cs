using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Tests;

public sealed class ProviderTests
{
    private static readonly VideoSource Source = new VideoSource.TestPattern();

    private readonly Rig _rig = new();

    [Fact]
    public async Task Servers_of_the_settings_and_of_the_grant_are_used()
    {
        var options = new WebRtcOptions { IceTransportPolicy = IceTransportPolicy.Relay };
        options.IceServers.Add(new() { Url = "stun:a" });
        options.LocalAddresses.Add("127.0.0.1");
        var rig = new Rig(options);
        rig.Open(new("ice", """[{"url":"turn:b","username":"u","credential":"c"}]"""));
        await rig.WithBob(offers: false);

        var configuration = rig.Connection.Configuration;
        Assert.Equal(["stun:a", "turn:b"], configuration.IceServers.Select(s => s.Url));
        Assert.Equal((IceTransportPolicy.Relay, "127.0.0.1"), (configuration.TransportPolicy, configuration.LocalAddresses.Single()));
    }

    [Theory]
    [InlineData("ice", """[{"url":"turn:b","username":"u","credential":"c"},{"url":"stun:s"}]""", "turn:b stun:s")]
    [InlineData("ice", """[{"url":"stun:s","extra":1}]""", "stun:s")]
    [InlineData("ice", """[null,{"url":"http://x"},{"url":""},{"urls":["stun:x"]},{"url":"stun:s"}]""", "stun:s")]
    [InlineData("ice", "[]", "")]
    [InlineData("ice", "null", "")]
    [InlineData("ice", "{}", "")]
    [InlineData("ice", "", "")]
    [InlineData("ice", "[{", "")]
    [InlineData("ice", """[{"url":null}]""", "")]
    [InlineData("ice", """[{"url":7}]""", "")]
    [InlineData("ice", """[[[[[[]]]]]]""", "")]
    [InlineData("janus", """[{"url":"stun:s"}]""", "")]
    public void A_grant_is_read_as_far_as_it_can_be(string scheme, string value, string urls)
        => Assert.Equal(urls, string.Join(' ', IceGrant.Read(new(scheme, value)).Select(s => s.Url)));

    [Fact]
    public void No_grant_has_no_servers() => Assert.Empty(IceGrant.Read(null));

    [Fact]
    public async Task CALL_098_A_preview_shows_and_ends()
    {
        var sink = new PictureSink();
        var preview = await _rig.Provider.StartPreviewAsync(Source, sink, default);
        Assert.True(_rig.Engine.Video.IsOpen);
        Assert.Same(sink, Assert.Single(_rig.Engine.Video.Previews));

        _rig.Engine.Video.Fail("gone");
        await preview.DisposeAsync();
        Assert.Empty(_rig.Engine.Video.Previews);
        Assert.Equal(1, _rig.Engine.Video.Disposals);
    }

    [Theory]
    [InlineData("AddPreview")]
    [InlineData("Video.SetOpen(True)")]
    public async Task CALL_096_A_preview_that_fails_releases_the_camera(string member)
    {
        _rig.Engine.Calling = m =>
        {
            if (m == member)
            {
                throw new InvalidOperationException("broken");
            }
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Provider.StartPreviewAsync(Source, new PictureSink(), default).AsTask());
        Assert.Equal(1, _rig.Engine.Video.Disposals);
    }

    [Fact]
    public async Task A_preview_that_is_not_wanted_any_more_opens_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _rig.Provider.StartPreviewAsync(Source, new PictureSink(), new(canceled: true)).AsTask());
        Assert.Empty(_rig.Engine.Tracks);
    }

    [Fact]
    public async Task A_call_that_is_over_gets_no_messages()
    {
        await _rig.WithBob(offers: false);
        await _rig.Session.DisposeAsync();
        _rig.Hear("description", Rig.Json(Texts.Offer));
        _rig.Provider.OnLineRestored();
        Assert.Empty(_rig.Connection.Calls);
        Assert.Empty(_rig.Sent);
    }
}
