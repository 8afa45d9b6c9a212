namespace Calling.Rest;

/// <summary>Settings of <see cref="ICallingServerApi"/>.</summary>
public sealed class CallingServerApiOptions
{
    /// <summary>Where <c>MapCalling</c> put the server, such as <c>https://calls.example.com/calling</c>. Required; plain http for this machine alone.</summary>
    public Uri? Server { get; set; }

    /// <summary>Gives the token to ask with: a device's, or the backend's. Required. Any thread; asked for each attempt.</summary>
    public Func<CancellationToken, ValueTask<string>>? GetToken { get; set; }
}
