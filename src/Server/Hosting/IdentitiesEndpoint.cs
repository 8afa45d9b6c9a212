using Calling.Server.Connections;
using Calling.Signaling;
using Calling.Signaling.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Calling.Server.Hosting;

/// <summary>Who users are at media vendors, asked of the application's <see cref="IVendorIdentities"/> (docs/protocol.md, section 10).</summary>
internal static partial class IdentitiesEndpoint
{
    private const int MaxVendorIdLength = 256;

    /// <summary>A token for who asks, for nobody else.</summary>
    public static Task IssueAsync(HttpContext context, CallingServer server, string vendor) => RestRequest.ServeAsync(context, server, async who =>
    {
        if (Find(server, vendor) is not { } identities)
        {
            return Unknown(server);
        }

        // Each costs a request to the vendor, who counts them for all users together.
        if (!server.Limits.MayIssue(who.UserId))
        {
            return RestRequest.Refuse(server, StatusCodes.Status429TooManyRequests, "Too many requests.");
        }

        return await AskAsync(server, vendor, async () =>
            WireCodec.Encode(await identities.IssueAsync(who.UserId, context.RequestAborted)), context.RequestAborted);
    });

    public static Task FindAsync(HttpContext context, CallingServer server, string vendor) => RestRequest.ServeAsync(context, server, async who =>
    {
        if (Find(server, vendor) is not { } identities)
        {
            return Unknown(server);
        }

        var query = context.Request.Query;
        var (user, id) = (RestRequest.One(query, "user"), RestRequest.One(query, "id"));
        if ((user is null) == (id is null))
        {
            throw RestRequest.Wrong("user", "given, or 'id'; not both");
        }

        if (user is not null && server.Options.Exchange.Limits.CheckUserId(user) is { } problem)
        {
            throw new CallException(CallErrorCode.InvalidArgument, problem);
        }

        if (id is { Length: 0 or > MaxVendorIdLength })
        {
            throw RestRequest.Wrong("id", $"1 to {MaxVendorIdLength} characters");
        }

        return await AskAsync(server, vendor, async () =>
        {
            user ??= await identities.FindUserIdAsync(id!, context.RequestAborted);
            id ??= await identities.FindVendorIdAsync(user!, context.RequestAborted);
            return WireCodec.Encode(new VendorIdentityList(user is null || id is null ? [] : [new VendorIdentity(user, id)]));
        }, context.RequestAborted);
    });

    private static IVendorIdentities? Find(CallingServer server, string vendor) => server.Identities.GetValueOrDefault(vendor);

    private static IResult Unknown(CallingServer server) =>
        RestRequest.Refuse(server, StatusCodes.Status404NotFound, "No identities of this vendor are known here.");

    /// <summary>The application's code and the vendor's service are behind this: what fails there is told by its code, and in full to the log alone.</summary>
    private static async Task<IResult> AskAsync(CallingServer server, string vendor, Func<Task<byte[]>> ask, CancellationToken ct)
    {
        try
        {
            return Results.Bytes(await ask(), "application/json; charset=utf-8");
        }
        catch (CallException busy) when (busy.Code == CallErrorCode.RateLimited)
        {
            LogFailed(server.Logger, busy, vendor);
            return RestRequest.Refuse(server, StatusCodes.Status429TooManyRequests, "The vendor's service has too many requests.", busy.ProviderCode);
        }
        catch (CallException denied) when (denied.Code == CallErrorCode.NotAllowed)
        {
            LogFailed(server.Logger, denied, vendor);
            return RestRequest.Refuse(server, StatusCodes.Status403Forbidden, "The application does not allow it.", denied.ProviderCode);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailed(server.Logger, failure, vendor);
            return RestRequest.Refuse(
                server, StatusCodes.Status502BadGateway, "The vendor's service did not do it.", (failure as CallException)?.ProviderCode);
        }
    }

    [LoggerMessage(11, LogLevel.Warning, "The identities of vendor {Vendor} failed.")]
    private static partial void LogFailed(ILogger logger, Exception failure, string vendor);
}
