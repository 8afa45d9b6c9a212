using System.Text.Json;
using System.Text.Json.Serialization;

namespace Calling.Providers.Acs;

/// <summary>How the identity service's messages are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AcsIdentityMessages.CreateRequest))]
[JsonSerializable(typeof(AcsIdentityMessages.CreateAnswer))]
[JsonSerializable(typeof(AcsIdentityMessages.TokenRequest))]
[JsonSerializable(typeof(AcsIdentityMessages.AccessToken))]
[JsonSerializable(typeof(AcsIdentityMessages.ErrorAnswer))]
internal sealed partial class AcsIdentityJson : JsonSerializerContext
{
    /// <summary>What the service says of a failure; null if it says nothing that can be read.</summary>
    public static AcsIdentityMessages.ErrorBody? ErrorOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Default.ErrorAnswer)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
