using System.Net;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Rest.Tests;

/// <summary>What is asked again, and what is not.</summary>
public sealed class ResilienceTests
{
    [Theory]
    [InlineData("GET", HttpStatusCode.ServiceUnavailable, 4)]
    [InlineData("PUT", HttpStatusCode.BadGateway, 4)]
    [InlineData("GET", HttpStatusCode.TooManyRequests, 4)]
    [InlineData("POST", HttpStatusCode.TooManyRequests, 4)]
    [InlineData("POST", HttpStatusCode.ServiceUnavailable, 1)]
    [InlineData("GET", HttpStatusCode.InternalServerError, 1)]
    [InlineData("GET", HttpStatusCode.Unauthorized, 1)]
    [InlineData("GET", (HttpStatusCode)0, 4)]
    [InlineData("POST", (HttpStatusCode)0, 1)]
    public async Task What_may_be_repeated_is_asked_four_times(string method, HttpStatusCode status, int times)
    {
        var time = new ManualTime();
        int asked = 0;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddCallingServerApi(o => (o.Server, o.GetToken) = (new Uri("https://example.com/calling"), _ => new("t")))
            .ConfigurePrimaryHttpMessageHandler(() => new Stub(() =>
            {
                Interlocked.Increment(ref asked);
                return status == 0 ? throw new HttpRequestException("no such host") : new HttpResponseMessage(status);
            }));
        await using var app = services.BuildServiceProvider();
        var api = app.GetRequiredService<ICallingServerApi>();
        Task asking = method switch
        {
            "GET" => api.ReadDevicesAsync("alice"),
            "PUT" => api.RegisterPushAsync("alice", "phone", new PushTarget("fcm", "t")),
            _ => api.IssueTokenAsync(new TokenRequest("alice")),
        };
        for (int wait = 1; wait < times; wait++)
        {
            await Until.True(() => time.TimerCount == 1 && time.Next < AttemptHandler.Patience);
            Assert.Equal(wait, asked);
            Assert.InRange(time.Next!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(8));
            time.Advance(time.Next!.Value);
        }

        await Assert.ThrowsAsync<CallException>(asking.Soon);
        Assert.Equal((times, 0), (asked, time.TimerCount));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"devices":null}""")]
    [InlineData("""{"devices":[{"deviceId":1}]}""")]
    public async Task An_answer_that_cannot_be_read_is_the_providers_fault(string body)
    {
        var services = new ServiceCollection();
        services.AddCallingServerApi(o => (o.Server, o.GetToken) = (new Uri("https://example.com/calling"), _ => new("t")))
            .ConfigurePrimaryHttpMessageHandler(() => new Stub(() => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            }));
        await using var app = services.BuildServiceProvider();
        var wrong = await Assert.ThrowsAsync<CallException>(() => app.GetRequiredService<ICallingServerApi>().ReadDevicesAsync("alice").Soon());
        Assert.Equal((CallErrorCode.ProviderFailed, "malformed"), (wrong.Code, wrong.ProviderCode));
    }

    [Fact]
    public async Task An_answer_that_stalls_is_asked_for_again()
    {
        var time = new ManualTime();
        int asked = 0;
        await using var app = App(time, () => Interlocked.Increment(ref asked) == 1
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Stalled()) }
            : Json("""{"devices":[]}"""));
        var asking = app.GetRequiredService<ICallingServerApi>().ReadDevicesAsync("alice");
        await Until.True(() => time.TimerCount == 1);
        time.Advance(TimeSpan.FromSeconds(20));
        await Until.True(() => asked == 1 && time.TimerCount == 1);
        time.Advance(time.Next!.Value);
        Assert.Empty((await asking.Soon()).Devices);
        Assert.Equal((2, 0), (asked, time.TimerCount));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task An_answer_without_an_end_is_the_providers_fault(HttpStatusCode status)
    {
        await using var app = App(new ManualTime(), () => new HttpResponseMessage(status) { Content = new StreamContent(new Endless()) });
        var wrong = await Assert.ThrowsAsync<CallException>(() => app.GetRequiredService<ICallingServerApi>().ReadDevicesAsync("alice").Soon());
        Assert.Equal((CallErrorCode.ProviderFailed, "malformed"), (wrong.Code, wrong.ProviderCode));
        Assert.Contains("1048576", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task What_a_header_says_of_the_letters_does_not_matter(HttpStatusCode status)
    {
        await using var app = App(new ManualTime(), () =>
        {
            var answer = Json("""{"devices":[{"deviceId":"ä"}],"detail":"ä"}""", status);
            answer.Content.Headers.ContentType!.CharSet = "no-such-letters";
            return answer;
        });
        var asking = app.GetRequiredService<ICallingServerApi>().ReadDevicesAsync("alice").Soon();
        string told = status == HttpStatusCode.OK ? (await asking).Devices[0].DeviceId : (await Assert.ThrowsAsync<CallException>(() => asking)).Message;
        Assert.Equal("ä", told);
    }

    [Fact]
    public async Task What_fails_before_there_is_a_token_is_told_as_it_is()
    {
        int asked = 0, got = 0;
        Exception failure = new CallException(CallErrorCode.AuthenticationFailed, "signed out");
        await using var app = App(
            new ManualTime(),
            () =>
            {
                asked++;
                return new HttpResponseMessage(HttpStatusCode.OK);
            },
            _ =>
            {
                got++;
                throw failure;
            });
        var api = app.GetRequiredService<ICallingServerApi>();
        Assert.Same(failure, await Assert.ThrowsAsync<CallException>(() => api.ReadDevicesAsync("alice").Soon()));
        failure = new HttpRequestException("no such host");
        var lost = await Assert.ThrowsAsync<CallException>(() => api.ReadDevicesAsync("alice").Soon());
        Assert.Equal((CallErrorCode.Unreachable, "There is no token to ask with: no such host"), (lost.Code, lost.Message));
        Assert.Equal((0, 2), (asked, got));
    }

    private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    private static ServiceProvider App(ManualTime time, Func<HttpResponseMessage> answer, Func<CancellationToken, ValueTask<string>>? token = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddCallingServerApi(o => (o.Server, o.GetToken) = (new Uri("https://example.com/calling"), token ?? (_ => new("t"))))
            .ConfigurePrimaryHttpMessageHandler(() => new Stub(answer));
        return services.BuildServiceProvider();
    }

    private sealed class Stalled : Body
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }

    private sealed class Endless : Body
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }

    private abstract class Body : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Stub(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult(answer());
            }
            catch (HttpRequestException lost)
            {
                return Task.FromException<HttpResponseMessage>(lost);
            }
        }
    }
}
