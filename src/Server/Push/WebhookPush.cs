using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using Calling.Server.Connections;
using Calling.Signaling.Switchboards;
using Microsoft.Extensions.Options;

namespace Calling.Server.Push;

/// <summary>Wakes users by a signed request to the app's webhook.</summary>
internal sealed class WebhookPush(IHttpClientFactory clients, IPushRegistrations registrations, IOptions<CallingServerOptions> options, TimeProvider time) : IOfflinePush
{
    public const string ClientName = "Calling.Server.Push";

    private readonly PushOptions _options = options.Value.Push;

    public async ValueTask<PushOutcome> PushAsync(OfflineInvitation invitation, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var devices = await registrations.ReadAsync(invitation.UserId, ct);
        var (timestamp, body) = (now.ToUnixTimeSeconds(), PushMessage.Write(invitation, devices, now));
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json, "utf-8");
        request.Headers.UserAgent.ParseAdd(CallingServer.Product);
        request.Headers.Add(PushSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(PushSignature.SignatureHeader, PushSignature.Create(_options.Secret!, timestamp, body));
        using var client = clients.CreateClient(ClientName);

        // Only the status counts: what else it says, however long, is not read.
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => PushOutcome.Delivered,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => PushOutcome.Failed,
            _ => PushOutcome.Refused,
        };
    }

    /// <summary>Redirects are not followed: what is signed for one address goes to no other.</summary>
    public static SocketsHttpHandler MakeHandler() => new() { AllowAutoRedirect = false, UseCookies = false, MaxResponseHeadersLength = 16 };
}
