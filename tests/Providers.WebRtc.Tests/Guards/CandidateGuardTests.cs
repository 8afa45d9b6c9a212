namespace Calling.Providers.WebRtc.Tests;

public sealed class CandidateGuardTests
{
    [Theory]
    [InlineData("candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.17 rport 46154 generation 0 ufrag EsAw network-cost 999")]
    [InlineData("candidate:1 1 UDP 2015363327 192.168.1.5 40001 typ host")]
    [InlineData("candidate:434653019 1 tcp 1518280447 192.168.0.196 9 typ host tcptype active generation 0")]
    [InlineData("candidate:2968965418 1 udp 2122265343 2001:db8::8a2e:370:7334 50100 typ host")]
    [InlineData("candidate:3 2 UDP 4294967295 ::ffff:192.0.2.1 65535 typ prflx raddr :: rport 0")]
    [InlineData("candidate:3 256 udp 0 fe80::1 0 typ relay raddr 0.0.0.0 rport 0")]
    public void What_stacks_write_is_let_through(string text) => Assert.Null(CandidateGuard.Check(new(text, "0", 0)));

    [Theory]
    [InlineData("example.com")]
    [InlineData("b3a1a4a6-1b1f-4d6c-9c5e-0f7c1c2d3e4f.local")]
    [InlineData("localhost")]
    [InlineData("a.b")]
    [InlineData("")]
    public void CALL_090_Host_names_are_refused(string host)
    {
        Assert.NotNull(CandidateGuard.Check(new($"candidate:1 1 udp 1 {host} 9 typ host", "0", 0)));
        Assert.NotNull(CandidateGuard.Check(new($"candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr {host}", "0", 0)));
        Assert.NotNull(CandidateGuard.Check(new($"candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr 0.0.0.0 rport 0 raddr {host}", "0", 0)));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("0x7f.1")]
    [InlineData("010.1.1.1")]
    [InlineData("127.0.0.01")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%2")]
    [InlineData(":")]
    [InlineData("::g")]
    [InlineData("3221225985")]
    public void Addresses_that_parsers_read_differently_are_refused(string address)
        => Assert.NotNull(CandidateGuard.Check(new($"candidate:1 1 udp 1 {address} 9 typ host", "0", 0)));

    [Theory]
    [InlineData("")]
    [InlineData("candidate:")]
    [InlineData("a=candidate:1 1 udp 1 192.0.2.1 9 typ host")]
    [InlineData("Candidate:1 1 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 type host")]
    [InlineData("candidate: 1 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 0 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 257 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 -1 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 99999999999 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp 4294967296 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp -1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp 1e3 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 65536 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 -9 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ hosts")]
    [InlineData("candidate:1 1 sctp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ host\0")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=setup:active")]
    [InlineData("candidate:1\t1 udp 1 192.0.2.1 9 typ host")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ host ufrag \u00e4")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr 0.0.0.0 rport 70000")]
    [InlineData("candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr 0.0.0.0 rport")]
    public void Garbage_is_refused(string text) => Assert.NotNull(CandidateGuard.Check(new(text, "0", 0)));

    [Fact]
    public void What_is_too_long_or_of_no_section_is_refused()
    {
        Assert.NotNull(CandidateGuard.Check(new(Texts.Candidate + new string(' ', 512), "0", 0)));
        Assert.NotNull(CandidateGuard.Check(new(Texts.Candidate, new string('0', 33), 0)));
        Assert.NotNull(CandidateGuard.Check(new(Texts.Candidate, "0", -1)));
        Assert.NotNull(CandidateGuard.Check(new(Texts.Candidate, "0", int.MaxValue)));
        Assert.Null(CandidateGuard.Check(new(Texts.Candidate, null, 1)));
    }

    [Fact]
    public void A_mutated_candidate_gets_a_verdict()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            CandidateGuard.Check(new(Mutation.Of(Texts.Candidate, random), "0", 0));
        }
    }
}
