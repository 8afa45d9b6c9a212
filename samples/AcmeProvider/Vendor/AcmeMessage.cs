using System.Text.Json.Serialization;

namespace AcmeVendor;

/// <summary>A user's phone, and what it has switched on. The device is empty until a call was picked up.</summary>
public sealed record AcmePhone(string User, string? Device = null, bool Mic = false, bool Cam = false);

/// <summary>
/// One line of Acme's protocol. Requests carry a <see cref="Ref"/> and get <c>ok</c> or <c>no</c> with the same one; everything else is news.
/// </summary>
/// <param name="Verb">
/// To the service: hello, bye, ring, ringing, occupied, pickup, decline, retract, drop, show, status, calls, enter, packet, ping.
/// From it: ok, no, pong, ring, ringing, pickup, show, dropped, kicked, packet.
/// </param>
public sealed record AcmeMessage(string Verb)
{
    public long Ref { get; init; }

    /// <summary>With no: gone, answered, unknown, forbidden, offline, bad.</summary>
    public string? Code { get; init; }

    public string? Token { get; init; }

    public AcmePhone? Me { get; init; }

    public string? Call { get; init; }

    public AcmePhone? Caller { get; init; }

    public AcmePhone? Callee { get; init; }

    public bool Video { get; init; }

    public string? Note { get; init; }

    /// <summary>How long it may ring, in milliseconds; the service tells the rest of it and leaves the clock to the phones.</summary>
    public long Ttl { get; init; }

    /// <summary>Not if the callee is offline.</summary>
    public bool Urgent { get; init; }

    /// <summary>The callee's phone rings.</summary>
    public bool Alerted { get; init; }

    /// <summary>What opens the room of a call that was picked up.</summary>
    public string? Room { get; init; }

    /// <summary>Of a call that is over: hungup, retracted, declined, occupied, unanswered, vanished, nomedia, lostmedia, error.</summary>
    public string? Why { get; init; }

    /// <summary>Whose act that was, if it was anybody's.</summary>
    public AcmePhone? By { get; init; }

    /// <summary>What the callee said with decline.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<AcmeMessage>? Calls { get; init; }

    /// <summary>Of a packet: the sender has heard the other one lately.</summary>
    public bool Heard { get; init; }

    public byte[]? Sound { get; init; }

    public byte[]? Picture { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AcmeMessage))]
internal sealed partial class AcmeJson : JsonSerializerContext;
