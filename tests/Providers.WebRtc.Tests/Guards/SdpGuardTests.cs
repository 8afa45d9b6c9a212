using System.Text.RegularExpressions;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Tests;

public sealed class SdpGuardTests
{
    [Fact]
    public void What_peers_write_is_let_through()
    {
        Assert.Null(Offer(Texts.Plain));
        Assert.Null(Offer(Texts.Chromium));
        Assert.Null(Offer(Texts.SessionLevel));
        Assert.Null(SdpGuard.Check(Texts.Answer).Problem);
    }

    [Fact]
    public void Lines_may_end_with_LF_alone_and_the_last_one_without() =>
        Assert.Null(Offer(Texts.Chromium.ReplaceLineEndings("\n").TrimEnd('\n')));

    [Theory]
    [InlineData("v=0\r\n")]
    [InlineData("a=group:BUNDLE a v\r\n")]
    [InlineData("a=mid:v\r\n")]
    [InlineData("a=mid:a\r\n")]
    [InlineData("a=ice-ufrag:EsAw\r\n")]
    [InlineData("a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n")]
    [InlineData("a=fingerprint:sha-256 " + Texts.Fingerprint + "\r\n")]
    [InlineData("a=setup:actpass\r\n")]
    [InlineData("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n")]
    [InlineData("m=video 9 UDP/TLS/RTP/SAVPF 96\r\n")]
    public void A_missing_line_is_told(string line)
    {
        Assert.Contains(line, Texts.Plain, StringComparison.Ordinal);
        Assert.NotNull(Offer(new Regex(Regex.Escape(line)).Replace(Texts.Plain, "", 1)));
        Assert.NotNull(Offer(Texts.Plain.Replace(line, "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a=group:BUNDLE a v", "a=group:BUNDLE v a")]
    [InlineData("a=mid:v", "a=mid:w")]
    [InlineData("a=ice-ufrag:EsAw", "a=ice-ufrag:EsAx")]
    [InlineData("a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1", "a=ice-pwd:Q2uYro0UCOQ4zxjKXaWCBui1")]
    [InlineData("a=setup:actpass", "a=setup:passive")]
    [InlineData("m=video 9 UDP/TLS/RTP/SAVPF 96", "m=video 9 UDP/TLS/RTP/SAVPF 97")]
    public void CALL_097_What_counts_once_must_not_be_said_twice(string line, string other)
    {
        Assert.NotNull(Offer(Texts.Plain.Replace($"{line}\r\n", $"{line}\r\n{other}\r\n", StringComparison.Ordinal)));
        Assert.NotNull(Offer(Texts.Plain.Replace($"{line}\r\n", $"{line}\r\n{line}\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void CALL_097_There_is_one_fingerprint()
    {
        string other = Texts.Fingerprint.Replace("0F:", "1F:", StringComparison.Ordinal);
        int last = Texts.Plain.LastIndexOf("0F:", StringComparison.Ordinal);
        Assert.NotNull(Offer(Texts.Plain[..last] + "1" + Texts.Plain[(last + 1)..]));
        Assert.NotNull(Offer(Texts.Plain.Replace(
            $"sha-256 {Texts.Fingerprint}", $"sha-256 {Texts.Fingerprint}\r\na=fingerprint:sha-256 {other}", StringComparison.Ordinal)));
        Assert.Null(Offer(Texts.Plain[..last] + Texts.Plain[last..].Replace(Texts.Fingerprint, Lower, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sha-256 0F", "sha-1 0F")]
    [InlineData("sha-256 0F:", "sha-256 ")]
    [InlineData("sha-256 0F:", "sha-256 0F:0F:")]
    [InlineData("sha-256 0F:", "sha-256 0G:")]
    [InlineData("sha-256 0F:", "sha-256 00F:")]
    [InlineData("setup:actpass", "setup:holdconn")]
    [InlineData("setup:actpass", "setup:")]
    [InlineData("EsAw", "abc")]
    [InlineData("P2uYro0UCOQ4zxjKXaWCBui1", "short")]
    [InlineData("mid:a\r\n", "mid:v\r\n")]
    [InlineData("mid:a\r\n", "mid:\r\n")]
    [InlineData("mid:a\r\n", "mid:a b\r\n")]
    [InlineData("m=audio 9", "m=audio 65536")]
    [InlineData("m=audio 9", "m=audio -1")]
    [InlineData("m=audio 9", "m=audio 9/2")]
    [InlineData("m=audio 9", "m=audio 99999999999999999999")]
    [InlineData("m=audio 9", "m=audio")]
    [InlineData("m=audio 9", "m=application 9")]
    [InlineData("m=audio 9", "m=video 9")]
    [InlineData("SAVPF 111", "SAVPF 128")]
    [InlineData("SAVPF 111", "SAVPF x")]
    [InlineData("SAVPF 111", "SAVPF 111 ")]
    [InlineData("SAVPF 111", "SAVPF")]
    [InlineData("UDP/TLS/RTP/SAVPF", "RTP/AVP")]
    [InlineData("v=0", "v=1")]
    [InlineData("v=0", " v=0")]
    [InlineData("s=-", "s")]
    [InlineData("s=-", "S=-")]
    [InlineData("s=-", "s=\u00fc")]
    [InlineData("s=-", "s=\0")]
    [InlineData("s=-", "s=-\u2028a=x")]
    [InlineData("s=-", "s=-\u0085a=x")]
    [InlineData("s=-", "s=-\fa=x")]
    [InlineData("s=-", "s=-\ra=x")]
    [InlineData("s=-", "s=-\r\n")]
    [InlineData("s=-", "s=\ud800")]
    [InlineData("t=0 0", "t=0 0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host")]
    [InlineData("c=IN IP4 0.0.0.0", "c=IN IP4 evil.example.com")]
    [InlineData("a=sendrecv", "a=candidate:1")]
    public void Garbage_is_told(string part, string instead)
    {
        Assert.Contains(part, Texts.Plain, StringComparison.Ordinal);
        Assert.NotNull(Offer(new Regex(Regex.Escape(part)).Replace(Texts.Plain, instead.Replace("$", "$$", StringComparison.Ordinal), 1)));
    }

    [Theory]
    [InlineData("a=candidate:1 1 udp 1 b3a1a4a6-0cf1-4f0a-8a43-2b1e8f3e9c11.local 9 typ host")]
    [InlineData("a=candidate:1 1 udp 1 evil.example.com 9 typ host generation 0")]
    [InlineData("a=candidate:1 1 udp 1 127.1 9 typ host")]
    [InlineData("a=candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr b3a1a4a6.local rport 0")]
    [InlineData("a=candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr b3a1a4a6.local")]
    public void Candidates_that_name_hosts_are_left_out(string candidate)
    {
        foreach (string end in new[] { "\r\n", "\n" })
        {
            string text = Texts.Chromium.Replace("a=sendrecv\r\n", $"a=sendrecv\r\n{candidate}\r\n", StringComparison.Ordinal).ReplaceLineEndings(end);
            var verdict = SdpGuard.Check(new(SdpType.Offer, text));
            Assert.Null(verdict.Problem);
            Assert.Equal(new SessionDescription(SdpType.Offer, Texts.Chromium.ReplaceLineEndings(end)), verdict.Description);
        }
    }

    [Fact]
    public void CALL_097_The_fingerprint_is_read_wherever_it_stands()
    {
        string expected = $"SHA-256 {Texts.Fingerprint}";
        Assert.Equal(expected, SdpGuard.Check(Texts.Offer).Fingerprint);
        Assert.Equal(expected, SdpGuard.Check(new(SdpType.Offer, Texts.SessionLevel)).Fingerprint);
        Assert.Equal(expected, SdpGuard.Check(new(SdpType.Offer, Texts.Plain.Replace(Texts.Fingerprint, Lower, StringComparison.Ordinal))).Fingerprint);
    }

    [Fact]
    public void An_answer_chooses_a_role() => Assert.NotNull(SdpGuard.Check(new(SdpType.Answer, Texts.Plain)).Problem);

    [Fact]
    public void Other_numbers_of_sections_are_told()
    {
        string video = Texts.Plain[Texts.Plain.IndexOf("m=video", StringComparison.Ordinal)..];
        Assert.NotNull(Offer(Texts.Plain + video.Replace("mid:v", "mid:w", StringComparison.Ordinal)));
        Assert.NotNull(Offer(Texts.Plain.Replace(video, "", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_too_large_is_told()
    {
        Assert.NotNull(Offer(""));
        Assert.NotNull(Offer("\r\n"));
        Assert.NotNull(Offer(Texts.Plain + "a=" + new string('x', 1_023) + "\r\n"));
        Assert.NotNull(Offer(Texts.Plain + string.Concat(Enumerable.Repeat("a=x\r\n", 1_000))));
        Assert.NotNull(Offer(Texts.Plain + string.Concat(Enumerable.Repeat($"a={new string('x', 900)}\r\n", 40))));
        Assert.Null(Offer(Texts.Plain + "a=" + new string('x', 1_000) + "\r\n"));
    }

    [Fact]
    public void A_mutated_offer_gets_a_verdict_and_what_passes_is_plain()
    {
        var random = new Random(2);
        int passed = 0;
        for (int i = 0; i < 5_000; i++)
        {
            string text = Mutation.Of(random.Next(2) == 0 ? Texts.Chromium : Texts.Plain, random);
            var verdict = SdpGuard.Check(new(SdpType.Offer, text));
            if (verdict.Problem is null)
            {
                passed++;
                text = verdict.Description.Sdp;
                Assert.DoesNotContain(text, c => c is not ('\r' or '\n' or (>= ' ' and <= '~')));
                Assert.Equal(2, Regex.Count(text, "^m=", RegexOptions.Multiline));
                Assert.Equal(2, Regex.Count(text, "^a=fingerprint:sha-256 ", RegexOptions.Multiline));
            }
        }

        Assert.InRange(passed, 1, 4_999);
    }

    private static string Lower { get; } = string.Concat(Texts.Fingerprint.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));

    private static string? Offer(string sdp) => SdpGuard.Check(new(SdpType.Offer, sdp)).Problem;
}
