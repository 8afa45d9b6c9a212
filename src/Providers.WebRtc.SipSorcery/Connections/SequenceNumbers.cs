namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Counts 16-bit sequence numbers on past their end (RFC 3550 appendix A.1). Not thread-safe.</summary>
internal sealed class SequenceNumbers
{
    private long? _highest;

    internal long Extend(ushort number)
    {
        if (_highest is not { } highest)
        {
            // Above zero, so that one which comes a little late is not negative.
            _highest = number + 65_536L;
            return _highest.Value;
        }

        var extended = highest + (short)(number - (ushort)highest);
        _highest = Math.Max(highest, extended);
        return extended;
    }
}
