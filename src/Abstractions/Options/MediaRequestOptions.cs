namespace Calling;

/// <summary>What may be said about changing to video, by who asks and by who agrees (rule CALL-100).</summary>
public sealed class MediaRequestOptions
{
    /// <summary>This side's camera stays off once the call is a video call; otherwise asking or agreeing turns it on.</summary>
    public bool CameraOff { get; set; }
}
