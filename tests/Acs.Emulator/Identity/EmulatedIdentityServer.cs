using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Calling.Acs.Emulator;

/// <summary>The identity service over HTTP on a free port of this machine. Its tokens are good in its cloud.</summary>
public sealed class EmulatedIdentityServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Throttle _throttle = new();
    private int _requests;

    private EmulatedIdentityServer(EmulatedCloud cloud)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var check = new SignatureCheck(Convert.FromBase64String(AccessKey), cloud.Time);
        _app.Use(async (context, next) =>
        {
            Interlocked.Increment(ref _requests);
            if (await RefuseAsync(context.Request, check) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
            }
            else
            {
                await next(context);
            }
        });
        new IdentityOperations(cloud).Map(_app);
        _app.MapFallback(() => ServiceError.Of(404, "NotFound", "There is no such operation."));
    }

    /// <summary>Where it listens; what stands for <c>https://resource.communication.azure.com</c>.</summary>
    public Uri Endpoint => new(_app.Urls.First());

    /// <summary>The resource's key, in base64 as the portal shows it.</summary>
    public string AccessKey { get; } = Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    /// <summary>How many requests have come, refused ones included.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<EmulatedIdentityServer> StartAsync(EmulatedCloud cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        var server = new EmulatedIdentityServer(cloud);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The next requests are answered with 429.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="retryAfter">Whole seconds; what the answers say.</param>
    public void RefuseNext(int requests, TimeSpan retryAfter) => _throttle.Set(requests, retryAfter);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult?> RefuseAsync(HttpRequest request, SignatureCheck check)
    {
        if (_throttle.TryTake() is { } retryAfter)
        {
            request.HttpContext.Response.Headers.RetryAfter = $"{retryAfter.TotalSeconds:0}";
            return ServiceError.Of(429, "TooManyRequests", "Too many requests.");
        }

        if (await check.FindFaultAsync(request) is { } fault)
        {
            return ServiceError.Of(401, "Denied", fault);
        }

        return request.Query["api-version"].ToString() switch
        {
            IdentityOperations.ApiVersion => null,
            "" => ServiceError.Of(400, "MissingApiVersionParameter", "The api-version query parameter is required."),
            var other => ServiceError.Of(400, "UnsupportedApiVersionValue", $"The api-version '{other}' is not supported."),
        };
    }
}
