using System.Text.Json;
using System.Text.Json.Serialization;

namespace Calling.Signaling.Wire;

/// <summary>Durations are whole milliseconds on the wire, 0 to 2,147,483,647: any language has such a number.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var milliseconds) && milliseconds >= 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
        => writer.WriteNumberValue((int)Math.Clamp(value.TotalMilliseconds, 0, int.MaxValue));
}
