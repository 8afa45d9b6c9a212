using Calling.Providers;

namespace Calling.Signaling;

/// <summary>What a device gets when it attaches to the exchange.</summary>
/// <param name="Epoch">Names this run of the exchange: a cursor of another epoch cannot be resumed.</param>
/// <param name="Cursor">The sequence of the last signal before the first that will be delivered.</param>
/// <param name="Resumed">True: everything after the given cursor is delivered. False: <paramref name="Snapshot"/> says how things are.</param>
/// <param name="Snapshot">Every call of the device; null if resumed.</param>
public sealed record DeviceAttachment(string Epoch, long Cursor, bool Resumed, IReadOnlyList<CallView>? Snapshot);
