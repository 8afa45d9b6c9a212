using System.Text.RegularExpressions;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Says in a description that key frames may be asked for, which the stack does not write although it answers to it.</summary>
internal static partial class Feedback
{
    internal static string AddTo(string sdp)
        => Map().Replace(sdp, "$0\r\na=rtcp-fb:$1 nack pli\r\na=rtcp-fb:$1 ccm fir");

    [GeneratedRegex("a=rtpmap:([0-9]+) VP8/90000", RegexOptions.IgnoreCase)]
    private static partial Regex Map();
}
