namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Code and Subcode, with a small c [3P,P,M].</summary>
public sealed class CallEndReason
{
    internal CallEndReason(int code, int subcode) =>
        (Code, Subcode) = (code, subcode);

    public int Code { get; }

    public int Subcode { get; }
}
