using System.Globalization;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>Reads call records over HTTP (docs/protocol.md, section 9).</summary>
internal sealed class RecordsClient(SignalingLineOptions options, TimeProvider time, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly RestClient _rest = new(options, "call records", time, handler);

    /// <exception cref="CallException">As <see cref="SignalingLine.ReadRecordsAsync"/>.</exception>
    public ValueTask<CallRecordPage> ReadAsync(string token, CallRecordQuery query, CancellationToken ct) =>
        _rest.SendAsync(HttpMethod.Get, Address(query), token, static body => WireCodec.DecodeRecords(body), ct);

    public void Dispose() => _rest.Dispose();

    private Uri Address(CallRecordQuery query)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"limit={query.PageSize}") };
        Add("from", query.From?.ToString("o", CultureInfo.InvariantCulture));
        Add("until", query.Until?.ToString("o", CultureInfo.InvariantCulture));
        Add("after", query.Continuation);
        return new UriBuilder(options.Records) { Query = string.Join('&', parts) }.Uri;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }
}
