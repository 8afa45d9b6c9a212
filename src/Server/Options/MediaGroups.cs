using System.Security.Cryptography;
using System.Text;
using Calling.Providers;
using Microsoft.Extensions.Options;

namespace Calling.Server;

/// <summary>Adds the members' media group to what the application itself hands out, which goes first.</summary>
internal sealed class MediaGroups : IPostConfigureOptions<CallingServerOptions>
{
    private readonly byte[] _ours = RandomNumberGenerator.GetBytes(32);

    public void PostConfigure(string? name, CallingServerOptions options)
    {
        if (options.MediaGroup.Scheme is { } scheme)
        {
            byte[] secret = options.MediaGroup.Secret is { } configured ? Encoding.UTF8.GetBytes(configured) : _ours;
            var application = options.Exchange.Grant;
            options.Exchange.Grant = (callId, device) => application?.Invoke(callId, device) ?? new MediaGrant(scheme, IdOf(secret, callId).ToString("D"));
        }
    }

    /// <summary>The same for all members, and nothing that the call's id alone would tell: a device that rings knows that one.</summary>
    private static Guid IdOf(byte[] secret, string callId)
    {
        Span<byte> id = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"media-group\n{callId}")).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0f) | 0x80);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
