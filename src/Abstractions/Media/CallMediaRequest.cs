namespace Calling.Media;

/// <summary>A request to change what the call is for that waits for its answer.</summary>
/// <param name="RequestId">Its id, for the answer.</param>
/// <param name="UserId">Who asks.</param>
/// <param name="Media">What for.</param>
public sealed record CallMediaRequest(string RequestId, string UserId, CallMedia Media);
