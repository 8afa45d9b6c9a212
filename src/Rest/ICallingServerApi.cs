using Refit;

namespace Calling.Rest;

/// <summary>The signalling server over HTTP (docs/rest.md; call records: docs/protocol.md, section 9).</summary>
/// <remarks>
/// Any thread. Each method asks with the token of <see cref="CallingServerApiOptions.GetToken"/>, a device's or the backend's as its words say. What goes wrong is a
/// <see cref="CallException"/>: <c>InvalidArgument</c>, <c>AuthenticationFailed</c>, <c>NotAllowed</c> (the token is good for something else), <c>RateLimited</c>,
/// <c>Unreachable</c>, or <c>ProviderFailed</c> with the HTTP status in <see cref="CallException.ProviderCode"/>.
/// </remarks>
public interface ICallingServerApi
{
    /// <summary>Issues a token with which a device signs in. By the backend.</summary>
    /// <param name="request">For whom.</param>
    /// <param name="ct">Gives up.</param>
    [Post("/tokens")]
    Task<IssuedToken> IssueTokenAsync([Body] TokenRequest request, CancellationToken ct = default);

    /// <summary>Reads a page of the call records of the token's user, newest first (rule CALL-131). By a device.</summary>
    /// <param name="from">Calls that started then or later.</param>
    /// <param name="until">Calls that started before.</param>
    /// <param name="limit">Records on a page, 1 to <see cref="CallRecordQuery.MaxPageSize"/>; 20 if null.</param>
    /// <param name="after">The <see cref="CallRecordPage.Continuation"/> of the page before.</param>
    /// <param name="ct">Gives up.</param>
    [Get("/records")]
    Task<CallRecordPage> ReadRecordsAsync(
        [Query(Format = "O")] DateTimeOffset? from = null,
        [Query(Format = "O")] DateTimeOffset? until = null,
        int? limit = null,
        string? after = null,
        CancellationToken ct = default);

    /// <summary>Who of a user's devices is connected, and who can be woken. By the user or the backend.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="ct">Gives up.</param>
    [Get("/users/{userId}/devices")]
    Task<UserDevices> ReadDevicesAsync(string userId, CancellationToken ct = default);

    /// <summary>Says where a device can be woken, in place of what was said before (rule CALL-150). By the user or the backend.</summary>
    /// <param name="userId">Whose device.</param>
    /// <param name="deviceId">Which.</param>
    /// <param name="target">Where.</param>
    /// <param name="ct">Gives up.</param>
    [Put("/users/{userId}/devices/{deviceId}/push")]
    Task RegisterPushAsync(string userId, string deviceId, [Body] PushTarget target, CancellationToken ct = default);

    /// <summary>A device can no longer be woken; nothing happens if it could not. By the user or the backend.</summary>
    /// <param name="userId">Whose device.</param>
    /// <param name="deviceId">Which.</param>
    /// <param name="ct">Gives up.</param>
    [Delete("/users/{userId}/devices/{deviceId}/push")]
    Task UnregisterPushAsync(string userId, string deviceId, CancellationToken ct = default);
}
