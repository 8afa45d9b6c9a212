namespace Calling.Providers;

/// <summary>One signed-in device's connection to what decides calls: it carries commands up and signals down, and decides nothing.</summary>
/// <remarks>
/// Any thread. Core sends one command at a time for each call, so a line need not order them; it must deliver signals one at a time.
/// Disposing signs the device out and is silent: no signal follows it.
/// </remarks>
public interface ICallLine : IAsyncDisposable
{
    /// <summary>The user and device that the arbiter vouches for.</summary>
    CallParty Self { get; }

    /// <summary>What carries the media of calls on this line.</summary>
    IMediaProvider Media { get; }

    /// <summary>Sends a command and waits for its result.</summary>
    /// <param name="command">Its ids are minted by Core; a retry has the same ids, and nothing may then be done twice.</param>
    /// <param name="ct">Gives up; the result is then <see cref="CommandResult.Unknown"/> or <see cref="CommandResult.NotSent"/>.</param>
    /// <returns>What became of it. Never throws: a fault is a result.</returns>
    ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct);

    /// <summary>Gives the line a new token before the old one runs out; may be called while the line is down (rule CALL-004).</summary>
    /// <param name="token">The token, of the same user.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: it was refused, and the old one still holds. <c>Unreachable</c>,
    /// <c>ProviderFailed</c>. <c>NotSupported</c>: this line's tokens cannot be renewed.</exception>
    ValueTask RenewAsync(string token, CancellationToken ct)
        => throw new CallException(CallErrorCode.NotSupported, "This line's tokens cannot be renewed.");

    /// <summary>Reads the user's call records; asked only where the capability Records is declared (rule CALL-131).</summary>
    /// <param name="query">Which; checked by Core.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: a continuation that is none. <c>Unreachable</c>, <c>ProviderFailed</c>.</exception>
    ValueTask<CallRecordPage> ReadRecordsAsync(CallRecordQuery query, CancellationToken ct)
        => throw new CallException(CallErrorCode.NotSupported, "This line keeps no records.");

    /// <summary>Asks for a <see cref="LineSignal.Snapshot"/>: Core has lost track. Returns at once; while the line is down it does nothing,
    /// since restoring brings one.</summary>
    void RequestSnapshot();
}
