using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>SIPSorcery's connection; it also keeps why it was closed, which the stack tells nobody else.</summary>
internal sealed class StackConnection(RTCConfiguration configuration) : RTCPeerConnection(configuration)
{
    internal string? CloseReason { get; private set; }

    public override void Close(string reason)
    {
        CloseReason ??= reason;
        base.Close(reason);
    }
}
