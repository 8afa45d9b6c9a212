using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Calling.Media;
using Calling.Providers;

namespace Calling.Signaling.Wire;

/// <summary>The one way in which this protocol's JSON is read and written.</summary>
internal static class WireJson
{
    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = WireProtocol.MaxDepth, AllowDuplicateProperties = false };

    public static JsonSerializerOptions Options { get; } = MakeOptions();

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = WireContext.Default.WithAddedModifier(WireTypes.Shape),
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            MaxDepth = WireProtocol.MaxDepth,
            AllowDuplicateProperties = false,
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

            // Nothing here is put into HTML, and text of any script must not grow sixfold.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new DurationConverter(),
                new NameConverter<CallMedia>(),
                new NameConverter<CallResponse>(),
                new NameConverter<CallOutcome>(),
                new NameConverter<EndCause>(),
                new NameConverter<GlarePolicy>(),
                new NameConverter<HangUpScope>(),
                new NameConverter<MediaRequestOutcome>(),
                new NameConverter<RefusalCode>(),
                new NameConverter<RejectScope>(),
                new NameConverter<WireErrorCode>(),
                new NameConverter<ByeCause>(),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}
