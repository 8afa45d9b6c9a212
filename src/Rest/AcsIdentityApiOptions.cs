namespace Calling.Rest;

/// <summary>Settings of <see cref="IAcsIdentityApi"/>.</summary>
public sealed class AcsIdentityApiOptions
{
    /// <summary>The resource, such as <c>https://my-resource.communication.azure.com</c>. Required; plain http for this machine alone.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>A key of the resource, in base64. Required; never logged.</summary>
    public string? AccessKey { get; set; }
}
