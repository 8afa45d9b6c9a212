using System.Text;
using Calling.Server.Authentication;
using Calling.Server.Connections;
using Calling.Server.Push;
using Calling.Signaling.Wire;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>A user's devices, and where they can be woken (docs/rest.md).</summary>
internal static class DevicesEndpoint
{
    private const int MaxTokenBytes = 4 * 1024;

    public static Task ListAsync(HttpContext context, CallingServer server, string user) => RestRequest.ServeAboutAsync(context, server, user, async _ =>
    {
        var devices = server.Devices.Of(user).ToDictionary(d => d.DeviceId, d => new DeviceEntry(d.DeviceId, d.Since, null), StringComparer.Ordinal);
        foreach (var registration in await server.PushRegistrations.ReadAsync(user, context.RequestAborted))
        {
            var entry = devices.GetValueOrDefault(registration.DeviceId) ?? new DeviceEntry(registration.DeviceId, null, null);
            devices[registration.DeviceId] = entry with { PushService = registration.Service };
        }

        return Results.Json(new DeviceList([.. devices.Values.OrderBy(d => d.DeviceId, StringComparer.Ordinal)]), RestJson.Strict.DeviceList);
    });

    public static Task RegisterAsync(HttpContext context, CallingServer server, string user, string device) =>
        RestRequest.ServeAboutAsync(context, server, user, async asker =>
        {
            Check(asker, device);
            var target = await RestBody.ReadAsync(context, RestJson.Strict.PushTarget);
            if (!WireProtocol.IsId(target.Service))
            {
                throw RestRequest.Wrong("service", $"1 to {WireProtocol.MaxIdLength} of A-Z a-z 0-9 _ . -, such as 'fcm'");
            }

            if (target.Token.Length == 0 || Encoding.UTF8.GetByteCount(target.Token) > MaxTokenBytes)
            {
                throw RestRequest.Wrong("token", $"1 to {MaxTokenBytes} bytes of UTF-8");
            }

            await server.PushRegistrations.SetAsync(new PushRegistration(user, device, target.Service, target.Token), context.RequestAborted);
            return Results.NoContent();
        });

    public static Task UnregisterAsync(HttpContext context, CallingServer server, string user, string device) =>
        RestRequest.ServeAboutAsync(context, server, user, async asker =>
        {
            Check(asker, device);
            await server.PushRegistrations.RemoveAsync(user, device, context.RequestAborted);
            return Results.NoContent();
        });

    /// <summary>A token of one device speaks for no other.</summary>
    private static void Check(Asker asker, string device)
    {
        if (!WireProtocol.IsId(device))
        {
            throw RestRequest.Wrong("device", $"1 to {WireProtocol.MaxIdLength} of A-Z a-z 0-9 _ . -");
        }

        if (asker.User?.DeviceId is { } own && own != device)
        {
            throw new CallException(CallErrorCode.NotAllowed, $"The token is of device '{own}', not of '{device}'.");
        }
    }
}
