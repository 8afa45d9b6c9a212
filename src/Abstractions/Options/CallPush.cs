namespace Calling;

/// <summary>What the app's push hook is handed for a user without a connected device (capability Push, rule CALL-150). No device sees it.</summary>
/// <remarks>Title, body and data together have at most <see cref="Providers.CallLimits.MaxPushBytes"/> bytes of UTF-8.</remarks>
public sealed record CallPush
{
    /// <summary>The notification's title.</summary>
    public string? Title { get; init; }

    /// <summary>The notification's text.</summary>
    public string? Body { get; init; }

    /// <summary>The app's own data, such as JSON.</summary>
    public string? Data { get; init; }
}
