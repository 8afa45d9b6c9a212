using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Calling.Tests;

/// <summary>An app's webhook on a free port of this machine.</summary>
internal sealed class Webhook : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-webhook-of-32-bytes";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Request> _requests = new();

    private Webhook(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Map("/{**path}", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            int number = _requests.Count;
            _requests.Enqueue(new Request(
                context.Request.Path, context.Request.Headers["Calling-Timestamp"], context.Request.Headers["Calling-Signature"], body.ToArray()));
            await answer(context, number);
        });
    }

    public string Url => _app.Urls.First() + "/push?key=in-the-address";

    public IReadOnlyList<Request> Requests => [.. _requests];

    /// <summary>Starts one that answers with a status, the last of which stays.</summary>
    public static Task<Webhook> StartAsync(params int[] statuses) => StartAsync((context, number) =>
    {
        context.Response.StatusCode = statuses.Length == 0 ? 200 : statuses[Math.Min(number, statuses.Length - 1)];
        return Task.CompletedTask;
    });

    /// <summary>Starts one that does as it likes, given the request's number from 0.</summary>
    public static async Task<Webhook> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var webhook = new Webhook(answer);
        await webhook._app.StartAsync();
        return webhook;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Request(string Path, string? Timestamp, string? Signature, byte[] Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }
}
