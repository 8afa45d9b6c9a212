namespace Calling.Server.Connections;

/// <summary>What a connection can bring.</summary>
internal enum ReceivedKind
{
    /// <summary>A whole text message.</summary>
    Message,

    /// <summary>A binary message, which was read and dropped.</summary>
    Binary,

    /// <summary>A message over the limit, which was not kept.</summary>
    TooBig,

    /// <summary>The end.</summary>
    Closed,
}
