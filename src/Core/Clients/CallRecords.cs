using System.Globalization;
using Calling.Effects;
using Calling.Machines;
using Calling.Providers;

namespace Calling.Clients;

/// <summary>The signed-in user's call history, asked of the line (section 14).</summary>
internal sealed class CallRecords(ClientShell shell) : ICallRecords
{
    private const string Operation = "Records.ReadAsync";

    /// <inheritdoc/>
    public async ValueTask<CallRecordPage> ReadAsync(CallRecordQuery? query = null, CancellationToken ct = default)
    {
        query ??= new CallRecordQuery();
        if (!shell.Descriptor.Capabilities.HasFlag(CallCapabilities.Records))
        {
            throw CallErrors.NotSupported(Operation, shell.Descriptor, CallCapabilities.Records, "a call record");
        }

        if (query.PageSize is < 1 or > CallRecordQuery.MaxPageSize)
        {
            throw CallErrors.Argument(Operation, string.Create(
                CultureInfo.InvariantCulture, $"the page size {query.PageSize} is outside 1 to {CallRecordQuery.MaxPageSize}."));
        }

        if (query is { From: { } from, Until: { } until } && until <= from)
        {
            throw CallErrors.Argument(Operation, string.Create(CultureInfo.InvariantCulture, $"{until:O} (Until) is not after {from:O} (From)."));
        }

        ICallLine line = (shell.Events.State.Self is null ? null : shell.Line) ?? throw CallErrors.NotSignedIn(Operation);
        try
        {
            return await line.ReadRecordsAsync(query, ct).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not CallException and not OperationCanceledException)
        {
            throw Faults.ToCallException(error);
        }
    }
}
