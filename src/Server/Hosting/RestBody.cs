using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>Bodies of requests over HTTP: bounded, and what is wrong with one is said.</summary>
internal static class RestBody
{
    private const int MaxBytes = 16 * 1024;

    /// <exception cref="CallException"><c>InvalidArgument</c>: it is too long, or no such thing.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        byte[] body = new byte[MaxBytes + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBytes)
        {
            throw new CallException(CallErrorCode.InvalidArgument, $"The body is longer than {MaxBytes} bytes.");
        }

        try
        {
            return JsonSerializer.Deserialize(body.AsSpan(0, length), type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException wrong)
        {
            throw new CallException(CallErrorCode.InvalidArgument, $"The body is wrong: {wrong.Message}", wrong);
        }
    }
}
