using System.Text.Json.Serialization;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>How peers' messages and grants are read: strictly, since they come from elsewhere.</summary>
[JsonSerializable(typeof(DescriptionInit))]
[JsonSerializable(typeof(CandidateInit))]
[JsonSerializable(typeof(IceServer[]))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 4)]
internal sealed partial class WebRtcJson : JsonSerializerContext;
