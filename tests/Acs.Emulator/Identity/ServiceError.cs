using Microsoft.AspNetCore.Http;

namespace Calling.Acs.Emulator;

/// <summary>The body of every refusal: <c>{"error":{"code":…,"message":…}}</c>.</summary>
internal static class ServiceError
{
    public static IResult Of(int status, string code, string message) =>
        Results.Json(new { error = new { code, message } }, statusCode: status);
}
