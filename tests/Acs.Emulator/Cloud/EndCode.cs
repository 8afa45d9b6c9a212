namespace Calling.Acs.Emulator;

/// <summary>A code and a subcode, as the vendor's tables have them.</summary>
public readonly record struct EndCode(int Code, int Subcode)
{
    public override string ToString() => $"{Code}/{Subcode}";
}
