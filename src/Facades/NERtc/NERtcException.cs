namespace Calling.NERtc;

/// <summary>What a method fails with, and what <see cref="NERtcCallKitEvents.OnError"/> tells. Vendor: NSError, the rejection of a Promise.</summary>
public sealed class NERtcException : Exception
{
    /// <summary>Creates one.</summary>
    /// <param name="code">Why.</param>
    /// <param name="message">For people.</param>
    /// <param name="innerException">Calling's own account, mostly a <see cref="CallException"/>.</param>
    public NERtcException(NERtcErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
        => Code = code;

    /// <summary>Why.</summary>
    public NERtcErrorCode Code { get; }
}
