namespace Calling;

/// <summary>The signed-in user's call history (section 14; capability Records).</summary>
public interface ICallRecords
{
    /// <summary>Reads one page. A call is recorded once it is over for everybody.</summary>
    /// <param name="query">Which; the newest 20 if null.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>NotSignedIn</c>, <c>NotSupported</c>, <c>InvalidArgument</c> (a page size or continuation that is none),
    /// <c>Unreachable</c> or <c>ProviderFailed</c>.</exception>
    ValueTask<CallRecordPage> ReadAsync(CallRecordQuery? query = null, CancellationToken ct = default);
}
