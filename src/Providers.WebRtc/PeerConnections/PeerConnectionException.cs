namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>A WebRTC stack refused a description, a candidate or its turn.</summary>
public sealed class PeerConnectionException : Exception
{
    /// <summary>Creates one.</summary>
    /// <param name="message">What was refused and why.</param>
    public PeerConnectionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with its cause.</summary>
    /// <param name="message">What was refused and why.</param>
    /// <param name="innerException">The cause.</param>
    public PeerConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
