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
            await Until.True(() => time.TimerCount == 1);
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
