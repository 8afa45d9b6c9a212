namespace Calling.Signaling;

/// <summary>How much a <see cref="MemoryCallRecordStore"/> keeps.</summary>
public sealed class CallRecordRetention
{
    /// <summary>Records altogether; the one that was kept first gives way. 0 (keep none) to 10,000,000.</summary>
    public int MaxRecords { get; set; } = 100_000;

    /// <summary>How long a record is kept after its call's end. 0 to 3,650 days.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(30);
}
