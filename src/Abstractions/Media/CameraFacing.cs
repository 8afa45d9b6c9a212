namespace Calling.Media;

/// <summary>Which of a phone's cameras (rule CALL-095).</summary>
public enum CameraFacing
{
    /// <summary>Towards the user.</summary>
    Front,

    /// <summary>Away from the user.</summary>
    Back,
}
