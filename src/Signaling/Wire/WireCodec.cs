using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Calling.Signaling.Wire;

/// <summary>Turns messages into frames and back. There is no other parser, so no two can read a message differently.</summary>
public static class WireCodec
{
    /// <summary>Writes a client's frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Encode(ClientFrame frame) => JsonSerializer.SerializeToUtf8Bytes(frame, Info<ClientFrame>());

    /// <summary>Writes a server's frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Encode(ServerFrame frame) => JsonSerializer.SerializeToUtf8Bytes(frame, Info<ServerFrame>());

    /// <summary>Reads a client's message. Never throws.</summary>
    /// <param name="utf8">The message.</param>
    public static WireDecoded<ClientFrame> DecodeClient(ReadOnlyMemory<byte> utf8)
        => Decode<ClientFrame>(utf8, WireTypes.ClientFrames, "command", WireTypes.Commands);

    /// <summary>Reads a server's message. Never throws.</summary>
    /// <param name="utf8">The message.</param>
    public static WireDecoded<ServerFrame> DecodeServer(ReadOnlyMemory<byte> utf8)
        => Decode<ServerFrame>(utf8, WireTypes.ServerFrames, "signal", WireTypes.Signals);

    /// <summary>Writes a page of call records, the answer of the records endpoint.</summary>
    /// <param name="page">The page.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Encode(CallRecordPage page) => JsonSerializer.SerializeToUtf8Bytes(page, Info<CallRecordPage>());

    /// <summary>Reads a page of call records. Never throws.</summary>
    /// <param name="utf8">The answer's body.</param>
    /// <returns>The page, or null if it is none.</returns>
    public static CallRecordPage? DecodeRecords(ReadOnlyMemory<byte> utf8) => DecodeBody<CallRecordPage>(utf8);

    /// <summary>Writes a vendor's token, the answer of the identities endpoint.</summary>
    /// <param name="token">The token.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Encode(VendorToken token) => JsonSerializer.SerializeToUtf8Bytes(token, Info<VendorToken>());

    /// <summary>Writes identities, the answer of the identities endpoint.</summary>
    /// <param name="found">What was found.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Encode(VendorIdentityList found) => JsonSerializer.SerializeToUtf8Bytes(found, Info<VendorIdentityList>());

    /// <summary>Reads the body of an answer over HTTP; null if it is none. Never throws.</summary>
    internal static T? DecodeBody<T>(ReadOnlyMemory<byte> utf8)
        where T : class
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, WireJson.DocumentOptions);
            return HasNullItem(document.RootElement) ? null : document.RootElement.Deserialize(Info<T>());
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static WireDecoded<TFrame> Decode<TFrame>(
        ReadOnlyMemory<byte> utf8, IReadOnlyDictionary<string, Type> frames, string inner, IReadOnlyDictionary<string, Type> innerCases)
        where TFrame : class
    {
        // The reader looks at strings only when they are asked for; a bad byte in an ignored field would go unseen.
        if (!Utf8.IsValid(utf8.Span))
        {
            return Refuse(WireErrorCode.Malformed, "The message is not valid UTF-8.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, WireJson.DocumentOptions);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Refuse(
                WireErrorCode.Malformed, $"The message is not one JSON value with unique keys, at most {WireProtocol.MaxDepth} deep.");
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, WireTypes.Discriminator) is not { } type)
            {
                return Refuse(WireErrorCode.InvalidMessage, "The message is not an object with a string \"type\".");
            }

            // Which message it was is told even if it is wrong, so that who sent it need not guess.
            var hasInner = type == inner && root.TryGetProperty(inner, out var nested) && nested.ValueKind == JsonValueKind.Object;
            var holder = hasInner ? root.GetProperty(inner) : root;
            var id = Text(holder, "commandId") ?? Text(holder, "id");
            var callId = Text(holder, "callId");
            if (!frames.ContainsKey(type))
            {
                return Refuse(WireErrorCode.UnknownType, "No message has this type.", type, id, callId);
            }

            if (hasInner && Text(holder, WireTypes.Discriminator) is { } innerType && !innerCases.ContainsKey(innerType))
            {
                return Refuse(WireErrorCode.UnknownType, $"No {inner} has this type.", type, id, callId);
            }

            if (HasNullItem(root))
            {
                return Refuse(WireErrorCode.InvalidMessage, "An array holds null.", type, id, callId);
            }

            try
            {
                return new WireDecoded<TFrame> { Frame = root.Deserialize(Info<TFrame>()), Type = type };
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
            {
                return Refuse(WireErrorCode.InvalidMessage, Explain(wrong), type, id, callId);
            }
        }

        static WireDecoded<TFrame> Refuse(WireErrorCode code, string message, string? type = null, string? id = null, string? callId = null)
            => new()
            {
                Error = new ServerFrame.Error(code, message)
                {
                    InReplyTo = WireProtocol.IsId(id) ? id : null,
                    CallId = WireProtocol.IsId(callId) ? callId : null,
                },
                Type = type,
            };
    }

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)WireJson.Options.GetTypeInfo(typeof(T));

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped.
            return null;
        }
    }

    /// <summary>Nullable annotations are checked for properties, not for items; no array of the protocol holds null.</summary>
    private static bool HasNullItem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(property => HasNullItem(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasNullItem(item)),
        _ => false,
    };

    /// <summary>Names the field, never the code's types.</summary>
    private static string Explain(Exception wrong)
    {
        const string Marker = "missing required properties including: ";
        var missing = wrong.Message.IndexOf(Marker, StringComparison.Ordinal);
        if (missing >= 0)
        {
            var names = wrong.Message[(missing + Marker.Length)..];
            var end = names.IndexOf(". Path", StringComparison.Ordinal);
            return $"Missing: {(end < 0 ? names.TrimEnd('.') : names[..end])}.";
        }

        return wrong is JsonException { Path: { Length: > 0 and < 100 } path }
            ? $"Wrong type or value at {path}."
            : "A field has the wrong type or value.";
    }
}
