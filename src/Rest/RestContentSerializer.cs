using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Refit;

namespace Calling.Rest;

/// <summary>Bodies as JSON; unlike Refit's own, null is no answer.</summary>
internal sealed class RestContentSerializer : IHttpContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) => JsonContent.Create(item, options: RestJson.Options);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default) =>
        await content.ReadFromJsonAsync<T>(RestJson.Options, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("The body is null.");

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => JsonNamingPolicy.CamelCase.ConvertName(propertyInfo.Name);
}
