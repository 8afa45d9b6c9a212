using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Refit;

namespace Calling.Rest;

/// <summary>Bodies as JSON; unlike Refit's own, null is no answer.</summary>
internal sealed class RestContentSerializer : IHttpContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) => JsonContent.Create(item, options: RestJson.Options);

    /// <summary>JSON is UTF-8, whatever a header says.</summary>
    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync<T>(body, RestJson.Options, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("The body is null.");
    }

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => JsonNamingPolicy.CamelCase.ConvertName(propertyInfo.Name);
}
