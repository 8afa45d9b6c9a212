using Calling.Media;
using Calling.Providers.WebRtc.GStreamer.Connections;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class ConfigurationTests : EngineTest
{
    [Theory]
    [InlineData("stun:stun.example.org", null, null, "stun://stun.example.org:3478")]
    [InlineData("stun:stun.example.org:19302", null, null, "stun://stun.example.org:19302")]
    [InlineData("stun:[2001:db8::1]", null, null, "stun://[2001:db8::1]:3478")]
    [InlineData("turn:turn.example.org:3478?transport=tcp", "1700000000:alice", "a/b+c=@:%", "turn://1700000000%3Aalice:a%2Fb%2Bc%3D%40%3A%25@turn.example.org:3478?transport=tcp")]
    [InlineData("turns:turn.example.org", "u", "p", "turns://u:p@turn.example.org")]
    public void ServersAreTranslatedAndEscaped(string url, string? user, string? password, string expected)
        => Assert.Equal(expected, IceServerUri.Translate(new IceServer { Url = url, Username = user, Credential = password }));

    [Theory]
    [InlineData("")]
    [InlineData("http://example.org")]
    [InlineData("turn:example.org")]
    [InlineData("stun:")]
    [InlineData("stun:user@example.org")]
    public void OtherServersAreRefusedBeforeAnythingIsMade(string url)
        => Assert.Equal(
            CallErrorCode.InvalidArgument,
            Assert.Throws<CallException>(() => new Peer(Factory, Peer.Loopback with { IceServers = [new IceServer { Url = url }] })).Code);

    [Fact]
    public async Task WithRelayOnlyAndNoRelayNoAddressIsToldToAnybody()
    {
        var peer = new Peer(Factory, Peer.Loopback with
        {
            TransportPolicy = IceTransportPolicy.Relay,
            IceServers = [new IceServer { Url = "turn:127.0.0.1:9", Username = "1:a", Credential = "b/c" }],
        });
        var offer = await peer.Connection.CreateOfferAsync(default);
        await Pictures(10);
        Assert.Empty(peer.Candidates);
        Assert.DoesNotContain("a=candidate", offer.Sdp, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingLibraryIsNamedWithItsPackageAndTheCommand()
    {
        var missing = Assert.Throws<CallException>(
            () => EngineRequirements.RequireLibraries([("gstwebrtc-1.0", "gstreamer1.0-plugins-bad")], _ => false));
        Assert.Equal(CallErrorCode.EngineUnavailable, missing.Code);
        Assert.Contains("libgstwebrtc-1.0", missing.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install --no-install-recommends", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webrtcbin", "gstreamer1.0-plugins-bad")]
    [InlineData("vp8enc", "gstreamer1.0-plugins-good")]
    [InlineData("opusenc", "gstreamer1.0-plugins-base")]
    [InlineData("nicesrc", "gstreamer1.0-nice")]
    public void AMissingElementIsNamedWithItsPackage(string element, string package)
    {
        var missing = Assert.Throws<CallException>(() => EngineRequirements.RequireElements(name => name != element));
        Assert.Equal(CallErrorCode.EngineUnavailable, missing.Code);
        Assert.Contains(element, missing.Message, StringComparison.Ordinal);
        Assert.Contains(package, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsAndSourcesOutOfRangeAreRefused()
    {
        Assert.Throws<CallException>(() => new GStreamerPeerConnectionFactory(new GStreamerOptions { JitterBufferMilliseconds = -1 }));
        Assert.Throws<CallException>(() => new GStreamerPeerConnectionFactory(new GStreamerOptions { VideoBitsPerSecond = 1 }));
        Assert.Throws<CallException>(() => Pattern(161, 120));
        Assert.Throws<CallException>(() => Tone(1));
        Assert.Throws<CallException>(() => Factory.CreateAudioTrack(new AudioSource.Tone(440, double.NaN), Failures));
        Assert.StartsWith("GStreamer 1.", Factory.Name, StringComparison.Ordinal);
    }
}
