namespace Calling.Signaling.Wire;

/// <summary>The protocol's constants.</summary>
public static class WireProtocol
{
    /// <summary>The version that this code speaks.</summary>
    public const int Version = 1;

    /// <summary>The endpoint's path below the one that the server was mapped to.</summary>
    public const string Path = "v1";

    /// <summary>The path of the call records, next to <see cref="Path"/>.</summary>
    public const string RecordsPath = "records";

    /// <summary>The path of users' identities at media vendors, next to <see cref="Path"/>; the vendor's name follows.</summary>
    public const string IdentitiesPath = "identities";

    /// <summary>JSON objects and arrays within each other, at most.</summary>
    public const int MaxDepth = 16;

    /// <summary>A client's message in bytes, unless the server says otherwise.</summary>
    public const int DefaultMaxMessageBytes = 128 * 1024;

    /// <summary>A peer message's payload in UTF-8 bytes, unless the server says otherwise.</summary>
    public const int DefaultMaxPeerPayloadBytes = 64 * 1024;

    /// <summary>A call's, command's or device's id in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>A peer message's kind in characters.</summary>
    public const int MaxKindLength = 64;

    /// <summary>Whether a call's, command's or device's id is right: 1 to 64 of <c>A-Z a-z 0-9 _ . -</c>.</summary>
    /// <param name="id">The id.</param>
    public static bool IsId(string? id)
        => id is { Length: > 0 and <= MaxIdLength } && id.AsSpan().IndexOfAnyExcept(IdCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");
}
