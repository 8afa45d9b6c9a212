using Microsoft.AspNetCore.Http;

namespace Calling.Server.Limits;

/// <summary>Which web pages may connect: browsers let any page try, and send the site's cookies with it.</summary>
internal static class OriginPolicy
{
    public static bool Allows(HttpRequest request, IList<string> allowed)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin)
            || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || IsOwnHost(origin, request.Host);
    }

    private static bool IsOwnHost(string origin, HostString host)
        => Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && Uri.TryCreate($"{page.Scheme}://{host.ToUriComponent()}", UriKind.Absolute, out var own)
            && string.Equals(page.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
}
