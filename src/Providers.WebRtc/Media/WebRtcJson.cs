using System.Text.Json.Serialization;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>How peers' messages and grants are read: strictly, since they come from elsewhere.</summary>
[JsonSerializable(typeof(DescriptionInit))]
[JsonSerializable(typeof(CandidateInit))]
[JsonSerializable(typeof(PeerLabel))]
[JsonSerializable(typeof(IceServer[]))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 4)]
internal sealed partial class WebRtcJson : JsonSerializerContext;
