using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Calling.Providers.Acs;
using Calling.Tests;

namespace Calling.Acs.Tests.Identity;

/// <summary>Requests are signed as the vendor's own client signs them.</summary>
public sealed class HmacSigningTests
{
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string Host = "https://my-resource.communication.azure.com";
    private const string Issue =
        "/identities/8%3Aacs%3A11111111-1111-1111-1111-111111111111_00000000-0000-0000-0000-000000000001/:issueAccessToken?api-version=2023-10-01";

    [Theory]
    [InlineData(
        "/identities?api-version=2023-10-01", null, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "LFnUmfZSzsiV12V8gd6KGbqhhCwfxPOfA8aWQ0PCqFM=")]
    [InlineData(
        Issue, """{"scopes":["voip"],"expiresInMinutes":60}""", "GNtmihW0aWKrZ0DRV1+wUfLysZuegWcqHu8n9mgUyTE=", "ZxJZ6xJi+cgTDDUkPYJqPGyc4MLX3+vabZee3wOVXww=")]
    public async Task The_reference_vectors(string path, string? body, string hash, string signature)
    {
        var service = new FakeService(FakeService.Answer(200), FakeService.Answer(200));
        using var client = Client(service, new Moment(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        using var request = new HttpRequestMessage(HttpMethod.Post, Host + path) { Content = body is null ? null : new StringContent(body) };
        await client.SendAsync(request);
        var sent = Assert.Single(service.Requests);
        Assert.Equal("Mon, 01 Jan 2024 00:00:00 GMT", sent["x-ms-date"]);
        Assert.Equal(hash, sent["x-ms-content-sha256"]);
        Assert.Equal("my-resource.communication.azure.com", sent["Host"]);
        Assert.Equal($"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}", sent["Authorization"]);
        Assert.Equal(body ?? "", sent.Body);
    }

    [Theory]
    [InlineData("/identities/8:acs:a_b/:issueAccessToken?api-version=2023-10-01&q=a%2Bb+c")]
    [InlineData("/a%20b/é?x=ü#fragment")]
    [InlineData("")]
    public async Task What_is_signed_is_what_goes_on_the_wire(string path)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}{path}");
        using var client = Client(new SocketsHttpHandler(), TimeProvider.System);
        var sending = client.PostAsync(address, new StringContent("body of ü"));
        using var peer = await listener.AcceptTcpClientAsync().Soon();
        var (line, headers, body) = await ReadAsync(peer.GetStream()).Soon();
        await peer.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await sending.Soon();

        string hash = Convert.ToBase64String(SHA256.HashData(body));
        string signed = $"POST\n{line.Split(' ')[1]}\n{headers["x-ms-date"]};{headers["host"]};{hash}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.ASCII.GetBytes(signed)));
        Assert.Equal(hash, headers["x-ms-content-sha256"]);
        Assert.EndsWith($"&Signature={signature}", headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_signed_anew()
    {
        var service = new FakeService(FakeService.Answer(429, retryAfter: "2"), FakeService.Answer(200));
        var time = new ManualTime();
        using var client = new HttpClient(new RetryAfterHandler(time) { InnerHandler = new HmacSigningHandler(Key, time) { InnerHandler = service } });
        var sending = client.PostAsync(new Uri(Host), new StringContent("x"));
        await Until.True(() => time.TimerCount == 1);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await sending.Soon()).StatusCode);
        var (first, second) = (service.Requests.First(), service.Requests.Last());
        Assert.NotEqual(first["x-ms-date"], second["x-ms-date"]);
        Assert.NotEqual(first["Authorization"], second["Authorization"]);
        Assert.Equal(first.Body, second.Body);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("")]
    public void A_key_that_is_none_is_refused_without_being_told(string key)
    {
        var wrong = Assert.ThrowsAny<ArgumentException>(() => new HmacSigningHandler(key));
        Assert.DoesNotContain("no base64!", wrong.Message, StringComparison.Ordinal);
    }

    private static HttpClient Client(HttpMessageHandler inner, TimeProvider time) => new(new HmacSigningHandler(Key, time) { InnerHandler = inner });

    private static async Task<(string Line, Dictionary<string, string> Headers, byte[] Body)> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!bytes.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one);
            bytes.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return (lines[0], headers, body);
    }

    private sealed class Moment(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
