using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Calling.Signaling.Switchboards;

namespace Calling.Server.Push;

/// <summary>A webhook's request body (docs/push.md).</summary>
internal sealed record PushMessage
{
    public required string Id { get; init; }

    public required string CallId { get; init; }

    public required string UserId { get; init; }

    public required string Caller { get; init; }

    public string? InvitedBy { get; init; }

    public required IReadOnlyList<string> Callees { get; init; }

    public required string Media { get; init; }

    public required bool IsGroup { get; init; }

    public string? GroupId { get; init; }

    /// <summary>Milliseconds, as on the wire.</summary>
    public required int RingRemaining { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public CallPush? Push { get; init; }

    public IReadOnlyList<PushDevice>? Devices { get; init; }

    public static byte[] Write(OfflineInvitation invitation, IReadOnlyList<PushRegistration> devices, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(
        new PushMessage
        {
            Id = invitation.Id,
            CallId = invitation.CallId,
            UserId = invitation.UserId,
            Caller = invitation.Caller,
            InvitedBy = invitation.InvitedBy,
            Callees = invitation.Callees,
            Media = JsonNamingPolicy.CamelCase.ConvertName(invitation.Media.ToString()),
            IsGroup = invitation.IsGroup,
            GroupId = invitation.GroupId,
            RingRemaining = (int)invitation.RingRemaining.TotalMilliseconds,
            ExpiresAt = now + invitation.RingRemaining,
            Push = invitation.Push,
            Devices = devices.Count == 0 ? null : [.. devices.Select(d => new PushDevice(d.DeviceId, d.Service, d.Token))],
        },
        PushJson.Readable.PushMessage);
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PushMessage))]
internal sealed partial class PushJson : JsonSerializerContext
{
    /// <summary>As on the wire; text of any script stays as it is.</summary>
    public static PushJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
