using System.Text.RegularExpressions;
using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Conformance.Engines;

/// <summary>What <see cref="IPeerConnectionFactory"/> promises, on an engine with itself or between two engines.</summary>
/// <remarks>In real time, on loopback. Derive one class for each engine and one for each pair.</remarks>
public abstract class EngineSuite : IAsyncLifetime
{
    private readonly IPeerConnectionFactory _offering;
    private readonly IPeerConnectionFactory _answering;
    private readonly TrackObserver _failures = new();
    private readonly Lazy<ILocalTrack> _meter;

    /// <summary>Names the engines.</summary>
    /// <param name="offering">Makes the engine of the side that offers.</param>
    /// <param name="answering">Makes the other one's; null for the same.</param>
    protected EngineSuite(Func<IPeerConnectionFactory> offering, Func<IPeerConnectionFactory>? answering = null)
    {
        ArgumentNullException.ThrowIfNull(offering);
        _offering = offering();
        _answering = answering?.Invoke() ?? _offering;
        _meter = new(() => Pattern(_offering, 32, 32));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _offering.DisposeAsync();
        await _answering.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CALL_091_sound_and_pictures_flow_both_ways()
    {
        var (a, b) = await ConnectedAsync();
        Send(_offering, a, 440);
        Send(_answering, b, 880);
        await a.Pictures.More(10);
        await b.Pictures.More(10);
        await a.Sound.Hears(880);
        await b.Sound.Hears(440);
        Assert.Equal((160, 120), (a.Pictures.Last.Width, a.Pictures.Last.Height));
        Assert.Equal((160, 120), (b.Pictures.Last.Width, b.Pictures.Last.Height));
        Assert.False(_failures.HasFailed);
    }

    [Fact]
    public async Task Candidates_that_come_before_the_description_are_kept()
    {
        Peer a = new(_offering), b = new(_answering);
        var offer = await a.Connection.CreateOfferAsync(default);
        await Eventually.Poll(() => ValueTask.FromResult(!a.Candidates.IsEmpty), "a candidate");
        foreach (var candidate in a.Candidates)
        {
            await b.Connection.AddIceCandidateAsync(candidate, default);
        }

        await b.Connection.SetRemoteDescriptionAsync(offer, default);
        var answer = await b.Connection.CreateAnswerAsync(default);
        await Eventually.Poll(() => ValueTask.FromResult(!b.Candidates.IsEmpty), "a candidate");
        foreach (var candidate in b.Candidates)
        {
            await a.Connection.AddIceCandidateAsync(candidate, default);
        }

        await a.Connection.SetRemoteDescriptionAsync(answer, default);
        await a.Reaches(PeerConnectionState.Connected);
        await b.Reaches(PeerConnectionState.Connected);
        Assert.All(a.Candidates.Concat(b.Candidates), candidate => Assert.StartsWith("candidate:", candidate.Candidate, StringComparison.Ordinal));
        Assert.All(a.Candidates.Concat(b.Candidates), candidate => Assert.NotNull(candidate.SdpMid));
        Assert.DoesNotContain("a=candidate", offer.Sdp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_call_out_of_turn_is_refused_and_does_no_harm()
    {
        Peer a = new(_offering), b = new(_answering);
        await RefusedAsync(() => a.Connection.CreateAnswerAsync(default));
        var offer = await a.Connection.CreateOfferAsync(default);
        await RefusedAsync(() => a.Connection.CreateOfferAsync(default));
        await RefusedAsync(() => a.Connection.CreateAnswerAsync(default));
        await RefusedAsync(() => a.Connection.SetRemoteDescriptionAsync(offer, default));
        await RefusedAsync(() => b.Connection.SetRemoteDescriptionAsync(offer with { Type = SdpType.Answer }, default));
        await b.Connection.SetRemoteDescriptionAsync(offer, default);
        await RefusedAsync(() => b.Connection.SetRemoteDescriptionAsync(offer, default));
        await RefusedAsync(() => b.Connection.CreateOfferAsync(default));
        var answer = await b.Connection.CreateAnswerAsync(default);
        await RefusedAsync(() => b.Connection.CreateAnswerAsync(default));
        Peer.Trickle(a, b);
        await a.Connection.SetRemoteDescriptionAsync(answer, default);

        // Another certificate half-way through would be another peer.
        await RefusedAsync(() => a.Connection.SetRemoteDescriptionAsync(answer with { Sdp = OtherFingerprint(answer.Sdp) }, default));
        await a.Reaches(PeerConnectionState.Connected);
        await b.Reaches(PeerConnectionState.Connected);
    }

    [Fact]
    public async Task The_answer_takes_the_payload_types_of_the_offer()
    {
        Peer a = new(_offering), b = new(_answering);
        var offer = (await a.Connection.CreateOfferAsync(default)).Sdp;
        var changed = Regex.Replace(Regex.Replace(offer, @"(a=(rtpmap|fmtp|rtcp-fb):)111\b", "${1}101"), @"(m=audio .*SAVPF )111\b", "${1}101");
        await b.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, changed), default);
        var answer = (await b.Connection.CreateAnswerAsync(default)).Sdp;
        Assert.Contains("a=rtpmap:101 OPUS/48000/2", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("a=rtpmap:111", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("telephone-event", answer, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(answer, "a=sendrecv"));
    }

    [Fact]
    public async Task Garbage_is_refused_and_the_process_lives()
    {
        var good = (await new Peer(_offering).Connection.CreateOfferAsync(default)).Sdp;
        var lines = good.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        List<string> bad =
        [
            "", " ", "hello", "v=0", "v=0\r\n", "v=0\r\nm=audio", new string('x', 100_000), "v=0\r\n" + new string('a', 70_000), "v=0\r\n\0\0",
            good.Replace("a=mid:", "a=nid:", StringComparison.Ordinal), good.Replace("a=group:BUNDLE", "a=group:LS", StringComparison.Ordinal),
            good.Replace("a=setup:actpass", "a=setup:bogus", StringComparison.Ordinal), good.Replace("a=ice-ufrag", "a=ice-ufrog", StringComparison.Ordinal),
            good.Replace("a=fingerprint:sha-256", "a=fingerprint:sha-1", StringComparison.Ordinal), good.Replace("OPUS", "PCMU", StringComparison.OrdinalIgnoreCase),
            good.Replace("VP8", "H264", StringComparison.OrdinalIgnoreCase), good.Replace("a=sendrecv", "a=sendonly", StringComparison.Ordinal),
            good.Replace("a=sendrecv\r\n", "", StringComparison.Ordinal).Replace("a=group", "a=inactive\r\na=group", StringComparison.Ordinal),
            Regex.Replace(good, "a=mid:.*", "a=mid:0\r"), good.Replace("m=video", "m=audio", StringComparison.Ordinal),
            good + good[good.IndexOf("m=audio", StringComparison.Ordinal)..], Regex.Replace(good, "a=fingerprint:.*", "a=fingerprint:sha-256 ZZ:11\r"),
        ];
        foreach (var sdp in bad)
        {
            await using var peer = new Peer(_answering);
            await RefusedAsync(() => peer.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, sdp), default));
        }

        // Every single line left out: refused or taken.
        for (var i = 0; i < lines.Length; i++)
        {
            await using var peer = new Peer(_answering);
            try
            {
                var sdp = string.Join("\r\n", lines.Where((_, index) => index != i)) + "\r\n";
                await peer.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, sdp), default);
                await peer.Connection.CreateAnswerAsync(default);
            }
            catch (PeerConnectionException)
            {
                // As good as an answer.
            }
        }

        await ConnectedAsync();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("candidate:1 1 UDP 1 host.local 9 typ host")]
    [InlineData("candidate:1 1 UDP 1 127.0.0.1 99999 typ host")]
    [InlineData("candidate:1 1 UDP 1 127.0.0.1 9 typ host\r\na=x")]
    public async Task Candidates_without_an_address_are_refused(string candidate)
        => await RefusedAsync(() => new Peer(_offering).Connection.AddIceCandidateAsync(new IceCandidate(candidate, "0", 0), default));

    [Fact]
    public async Task CALL_090_nothing_leaves_before_a_track_is_attached_and_open()
    {
        Peer a = new(_offering), b = new(_answering);
        using var tap = new UdpTap(a, b);
        ILocalTrack attached = Pattern(_offering), open = Pattern(_offering);
        a.Connection.SetTrack(MediaKind.Video, attached);
        open.SetOpen(true);
        var preview = new PictureSink();
        open.AddPreview(preview);
        await Peer.Connect(a, b);

        // Half a second of pictures were taken meanwhile, and none of them may be seen outside.
        await preview.More(8);
        Assert.Equal((0, 0), (tap.FromA, tap.FromB));
        Assert.All((await a.Connection.GetStatsAsync(default)).Streams, stream => Assert.Equal(0, stream.Packets));
        attached.SetOpen(true);
        await b.Pictures.More(2);
        Assert.True(tap.FromA > 0);
        Assert.Equal(0, tap.FromB);
    }

    [Fact]
    public async Task CALL_037_shutting_is_in_force_on_return_and_reopening_resumes()
    {
        Peer a = new(_offering), b = new(_answering);
        using var tap = new UdpTap(a, b);
        var (video, audio) = Send(_offering, a, 440);
        await Peer.Connect(a, b);
        for (var round = 0; round < 3; round++)
        {
            await b.Pictures.More(3);
            await b.Sound.More(5);
            video.SetOpen(false);
            audio.SetOpen(false);

            // What left before and is still in the kernel gets its time.
            await TimePassesAsync(1);
            var left = tap.FromA;
            await TimePassesAsync(5);
            Assert.Equal(left, tap.FromA);
            video.SetOpen(true);
            audio.SetOpen(true);
        }

        await b.Pictures.More(3);
        await b.Sound.Hears(440);
        await video.DisposeAsync();
        a.Connection.SetTrack(MediaKind.Audio, null);
        await TimePassesAsync(1);
        var end = tap.FromA;
        await TimePassesAsync(5);
        Assert.Equal(end, tap.FromA);
    }

    [Fact]
    public async Task One_track_on_two_connections_is_seen_by_both_and_one_may_leave()
    {
        var (a, b) = await ConnectedAsync();
        var (c, d) = await ConnectedAsync();
        var (video, audio) = Send(_offering, a, 440);
        await b.Pictures.More(3);
        c.Connection.SetTrack(MediaKind.Video, video);
        c.Connection.SetTrack(MediaKind.Audio, audio);
        await d.Pictures.More(5);
        await d.Sound.Hears(440);
        await a.DisposeAsync();
        await d.Pictures.More(5);
    }

    [Fact]
    public async Task CALL_097_every_connection_shows_the_same_certificate()
    {
        List<string> fingerprints = [];
        for (var i = 0; i < 2; i++)
        {
            await using var peer = new Peer(_offering);
            var lines = (await peer.Connection.CreateOfferAsync(default)).Sdp.Split('\n');
            fingerprints.AddRange(lines.Where(line => line.StartsWith("a=fingerprint:", StringComparison.Ordinal)));
        }

        Assert.Single(fingerprints.Distinct());
    }

    [Fact]
    public async Task CALL_097_another_certificate_fails_and_nothing_is_shown_or_sent()
    {
        Peer a = new(_offering), b = new(_answering);
        using var tap = new UdpTap(a, b);
        Send(_offering, a, 440);
        Send(_answering, b, 440);

        // The answer names another certificate than the one that the answering side will show.
        await Peer.Negotiate(a, b, OtherFingerprint);
        await a.Reaches(PeerConnectionState.Failed);
        Assert.Contains(a.States, s => s.State == PeerConnectionState.Failed && s.Reason!.Contains("fingerprint", StringComparison.Ordinal));
        await TimePassesAsync(4);
        Assert.DoesNotContain(a.States, s => s.State == PeerConnectionState.Connected);
        Assert.Equal((0, 0), (a.Pictures.Count, a.Sound.Count));
        Assert.Equal((0, 0), (tap.FromA, b.Pictures.Count));
    }

    [Fact]
    public async Task Statistics_name_every_stream()
    {
        var (a, b) = await ConnectedAsync();
        Send(_offering, a, 440);
        await b.Pictures.More(10);
        await b.Sound.More(10);

        // Reports go every second or every five, and the first ones may come before there is anything to measure by.
        await Eventually.Poll(
            async () => (await a.Connection.GetStatsAsync(default)).RoundTripTime > TimeSpan.Zero, "a round-trip time", TimeSpan.FromSeconds(45));
        Assert.True((await a.Connection.GetStatsAsync(default)).RoundTripTime < TimeSpan.FromSeconds(2));
        Assert.Equal(4, (await a.Connection.GetStatsAsync(default)).Streams.Count);
        foreach (var (kind, codec) in new[] { (MediaKind.Audio, "opus"), (MediaKind.Video, "VP8") })
        {
            var sent = await a.Stats(kind, outgoing: true);
            var received = await b.Stats(kind, outgoing: false);
            Assert.Equal(codec, sent.Codec);
            Assert.InRange(received.Packets, 1, sent.Packets + 1_000);
            Assert.True(sent is { Packets: > 0, Bytes: > 0, BitsPerSecond: > 0, PacketsLost: <= 0 }, sent.ToString());
            Assert.True(received is { Bytes: > 0, Jitter: not null, PacketsLost: <= 0 }, received.ToString());
            Assert.Equal(0, (await a.Stats(kind, outgoing: false)).Packets);
        }
    }

    [Fact]
    public async Task States_come_in_order_and_end_with_closed()
    {
        var (a, b) = await ConnectedAsync();
        await a.DisposeAsync();
        await a.Reaches(PeerConnectionState.Closed);
        Assert.Equal([PeerConnectionState.Connecting, PeerConnectionState.Connected, PeerConnectionState.Closed], a.States.Select(s => s.State));
        Assert.Equal(PeerConnectionState.Closed, a.Connection.State);

        // The other side is told, or notices by itself.
        await Eventually.Poll(
            () => ValueTask.FromResult(b.States.Any(s => s.State is PeerConnectionState.Failed or PeerConnectionState.Disconnected)), "an end at the other side");
        await RefusedAsync(() => a.Connection.CreateOfferAsync(default));
    }

    [Fact]
    public async Task Disposing_in_a_callback_twice_and_in_the_middle_is_harmless()
    {
        Peer a = new(_offering), b = new(_answering);
        var done = new TaskCompletionSource();
        a.OnState = state =>
        {
            if (state == PeerConnectionState.Connected)
            {
                // Waits synchronously, which is the hard case.
                a.Connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
                done.SetResult();
            }
        };
        await Peer.Negotiate(a, b);
        await done.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        await a.DisposeAsync();

        var c = new Peer(_offering);
        var offer = c.Connection.CreateOfferAsync(default);
        await Task.WhenAll(c.DisposeAsync().AsTask(), c.DisposeAsync().AsTask());
        await Task.WhenAny(offer);
        await RefusedAsync(() => c.Connection.CreateOfferAsync(default));
        await new Peer(_answering).DisposeAsync();
    }

    [Fact]
    public async Task CALL_111_a_peer_that_is_gone_is_noticed_in_time_even_if_both_are_muted_and_may_come_back()
    {
        Peer a = new(_offering), b = new(_answering);
        using var tap = new UdpTap(a, b);
        await Peer.Connect(a, b);
        var begin = TimeProvider.System.GetTimestamp();
        tap.Cut = true;
        await a.Becomes(PeerConnectionState.Disconnected);
        await b.Becomes(PeerConnectionState.Disconnected);

        // Four to five seconds, less what the last packet was old, more what a busy machine takes.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin).TotalSeconds, 2.5, 7.5);
        tap.Cut = false;
        await a.Becomes(PeerConnectionState.Connected);
        await b.Becomes(PeerConnectionState.Connected);
        Send(_offering, a, 440);
        await b.Pictures.More(3);
    }

    [Fact]
    public async Task Lost_packets_cost_pictures_and_not_the_stream()
    {
        await using var lossy = new CuttableEngine(_offering);
        Peer a = new(lossy), b = new(_answering);
        await Peer.Connect(a, b);
        Send(_offering, a, 440);
        await b.Pictures.More(5);
        lossy.LosesEach = 10;
        await b.Sound.More(100);
        lossy.LosesEach = 0;
        await b.Pictures.More(10);
        await b.Sound.Hears(440);
        Assert.True((await b.Stats(MediaKind.Audio, outgoing: false)).PacketsLost > 0);
    }

    [Fact]
    public async Task CALL_098_a_preview_shows_pictures_before_any_call()
    {
        var video = Pattern(_offering);
        var preview = new PictureSink();
        using (video.AddPreview(preview))
        {
            video.SetOpen(true);
            await preview.More(3);
        }

        var count = preview.Count;
        var other = new PictureSink();
        video.AddPreview(other);
        await other.More(3);
        Assert.Equal(count, preview.Count);
    }

    [Theory]
    [InlineData(PixelFormat.I420, 64, 48, 0)]
    [InlineData(PixelFormat.I420, 65, 33, 11)]
    [InlineData(PixelFormat.Bgra, 64, 48, 20)]
    [InlineData(PixelFormat.Bgra, 63, 47, 4)]
    public async Task The_applications_pictures_arrive_in_their_size_and_colours(PixelFormat format, int width, int height, int padding)
    {
        // Green in BGRA is about 145, 54, 34 in YUV (BT.601).
        var source = new PatchSource(format, width, height, padding, format == PixelFormat.I420 ? ((byte)145, (byte)54, (byte)34) : ((byte)0, (byte)255, (byte)0));
        var (a, b) = await ConnectedAsync();
        var video = _offering.CreateVideoTrack(new VideoSource.Frames(source), _failures);
        a.Connection.SetTrack(MediaKind.Video, video);
        Assert.Equal(0, source.Running);
        video.SetOpen(true);
        await b.Pictures.More(3);
        var (w, h, y, u, v) = b.Pictures.Last;
        Assert.Equal((width, height), (w, h));
        Assert.InRange(y, 145 - 12, 145 + 40);
        Assert.InRange(u, 54 - 16, 54 + 16);
        Assert.InRange(v, 34 - 16, 34 + 16);
        await video.DisposeAsync();
        Assert.Equal(0, source.Running);
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 2)]
    public async Task The_applications_sound_arrives_at_its_pitch(int rate, int channels)
    {
        var (a, b) = await ConnectedAsync();
        var audio = _offering.CreateAudioTrack(new AudioSource.Frames(new SineSource(600, rate, channels)), _failures);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        audio.SetOpen(true);
        await b.Sound.Hears(600);
    }

    [Fact]
    public async Task A_sound_file_plays_and_begins_again_and_what_is_missing_is_reported()
    {
        using var file = new WaveFile(700, TimeSpan.FromSeconds(0.6));
        var (a, b) = await ConnectedAsync();
        var audio = _offering.CreateAudioTrack(new AudioSource.MediaFile(file.Path), _failures);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        audio.SetOpen(true);
        await b.Sound.More(75);
        await b.Sound.Hears(700);
        Assert.False(_failures.HasFailed);

        var missing = _offering.CreateAudioTrack(new AudioSource.MediaFile("/nowhere/at all.wav"), _failures);
        missing.SetOpen(true);
        Assert.Contains("/nowhere/at all.wav", await _failures.Failed, StringComparison.Ordinal);
        await b.Sound.More(5);
    }

    [Fact]
    public async Task Warming_up_and_disposing_the_engine_leaves_nothing()
    {
        await _offering.WarmUpAsync(TestContext.Current.CancellationToken);
        var (a, _) = await ConnectedAsync();
        await _offering.DisposeAsync();
        await a.Reaches(PeerConnectionState.Closed);
        Assert.NotEmpty(_offering.Name);
    }

    private static Task<PeerConnectionException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<PeerConnectionException>(act);

    private static string OtherFingerprint(string sdp)
        => Regex.Replace(sdp, "a=fingerprint:sha-256 (..)", m => $"a=fingerprint:sha-256 {(m.Groups[1].Value == "00" ? "11" : "00")}");

    private async Task<(Peer A, Peer B)> ConnectedAsync()
    {
        Peer a = new(_offering), b = new(_answering);
        await Peer.Connect(a, b);
        return (a, b);
    }

    private (ILocalTrack Video, ILocalTrack Audio) Send(IPeerConnectionFactory engine, Peer from, double hertz)
    {
        var video = Pattern(engine);
        var audio = engine.CreateAudioTrack(new AudioSource.Tone(hertz), _failures);
        from.Connection.SetTrack(MediaKind.Video, video);
        from.Connection.SetTrack(MediaKind.Audio, audio);
        video.SetOpen(true);
        audio.SetOpen(true);
        return (video, audio);
    }

    private ILocalTrack Pattern(IPeerConnectionFactory engine, int width = 160, int height = 120)
        => engine.CreateVideoTrack(new VideoSource.TestPattern(width, height, 15), _failures);

    /// <summary>Lets as much time pass as an unconnected camera takes for some pictures: for what must not happen meanwhile.</summary>
    private async Task TimePassesAsync(int pictures)
    {
        _meter.Value.SetOpen(true);
        var sink = new PictureSink();
        using (_meter.Value.AddPreview(sink))
        {
            await sink.More(pictures);
        }
    }
}
