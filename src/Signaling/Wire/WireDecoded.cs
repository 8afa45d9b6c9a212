namespace Calling.Signaling.Wire;

/// <summary>What a message turned out to be: a frame, or why it is none.</summary>
/// <typeparam name="TFrame">Whose frames.</typeparam>
public sealed record WireDecoded<TFrame>
    where TFrame : class
{
    /// <summary>The frame; null if the message was refused.</summary>
    public TFrame? Frame { get; init; }

    /// <summary>Why it was refused; null if it was not.</summary>
    public ServerFrame.Error? Error { get; init; }

    /// <summary>The value of <c>type</c> in a refused message, as far as it can be told.</summary>
    public string? Type { get; init; }
}
