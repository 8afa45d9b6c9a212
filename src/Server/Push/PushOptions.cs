namespace Calling.Server.Push;

/// <summary>How users without a connected device are woken (rule CALL-150). Without <see cref="Url"/>, and without an <see cref="IOfflinePush"/>
/// among the application's services, nobody is.</summary>
public sealed class PushOptions
{
    /// <summary>The webhook: an absolute <c>http</c> or <c>https</c> address without a user name. It is never followed elsewhere.</summary>
    public string? Url { get; set; }

    /// <summary>Signs what the webhook is sent. At least 32 bytes of UTF-8; never logged.</summary>
    public string? Secret { get; set; }

    /// <summary>How long one attempt may take. 100 ms to 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait before the first repetition; each further wait is twice as long, up to 10 s. 10 ms to 10 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts under way at a time. 1 to 1,000.</summary>
    public int MaxConcurrent { get; set; } = 16;

    /// <summary>Pushes that are not done, those that wait to be repeated among them; more are dropped and counted. 1 to 1,000,000.</summary>
    public int MaxPending { get; set; } = 10_000;
}
