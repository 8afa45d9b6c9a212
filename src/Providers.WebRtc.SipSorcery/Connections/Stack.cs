using System.Net;
using System.Text.RegularExpressions;
using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>SIPSorcery's connection behind calls that cannot surprise: exceptions instead of results, every handler guarded.</summary>
internal sealed partial class Stack : IDisposable
{
    // The peer expects something once a second (IPeerConnection), and the stack reports every five.
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(800);

    private readonly StackConnection _connection;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private ITimer? _reports;
    private bool _disposed;

    /// <summary>Opens the socket and begins to gather.</summary>
    internal Stack(PeerConnectionConfiguration configuration, IReadOnlyList<MediaKind> kinds, StackEvents events, TimeProvider time, ILogger log)
    {
        (_time, _log) = (time, log);
        _connection = new StackConnection(new RTCConfiguration
        {
            iceServers = [.. configuration.IceServers.Select(s => new RTCIceServer { urls = s.Url, username = s.Username, credential = s.Credential })],
            iceTransportPolicy = configuration.TransportPolicy == IceTransportPolicy.Relay ? RTCIceTransportPolicy.relay : RTCIceTransportPolicy.all,
            certificates2 = [SharedCertificate.Process.Get()],
            X_UseRtpFeedbackProfile = true,
            X_BindAddress = configuration.LocalAddresses.Count == 1 ? IPAddress.Parse(configuration.LocalAddresses[0]) : null,
            X_ICEIncludeAllInterfaceAddresses = configuration.LocalAddresses.Count == 0,
        });
        foreach (var kind in kinds)
        {
            _connection.addTrack(Formats.Track(kind));
        }

        Subscribe(events);
    }

    internal StackConnection Connection => _connection;

    internal string CreateOffer()
    {
        var offer = _connection.createOffer(new RTCOfferOptions { X_ExcludeIceCandidates = true });
        _connection.setLocalDescription(offer).GetAwaiter().GetResult();
        return Feedback.AddTo(offer.sdp);
    }

    internal string CreateAnswer()
    {
        var answer = _connection.createAnswer(new RTCAnswerOptions { X_ExcludeIceCandidates = true });
        _connection.setLocalDescription(answer).GetAwaiter().GetResult();
        return Feedback.AddTo(answer.sdp);
    }

    internal void SetRemote(SessionDescription description)
    {
        var result = _connection.setRemoteDescription(new RTCSessionDescriptionInit
        {
            type = description.Type == SdpType.Offer ? RTCSdpType.offer : RTCSdpType.answer, sdp = Port().Replace(description.Sdp, "$1 9"),
        });
        if (result != SetDescriptionResultEnum.OK)
        {
            throw new PeerConnectionException($"The remote description was refused: {result}.");
        }

        // As a DTLS client it speaks with peers of ECDSA certificates only, and GStreamer's are of RSA; as a server it takes both.
        if (description is { Type: SdpType.Offer } && !description.Sdp.Contains("a=setup:passive", StringComparison.Ordinal))
        {
            _connection.IceRole = IceRolesEnum.passive;
        }

        // The stack adds tones to every answer, and takes their payload type from whatever else uses it.
        if (_connection.AudioStream is { LocalTrack: { } track } audio)
        {
            audio.NegotiatedRtpEventPayloadID = 0;
            track.Capabilities.RemoveAll(format => format.Name().Equals(SDP.TELEPHONE_EVENT_ATTRIBUTE, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Everything is bundled, and the stack takes candidates of its first section only.</summary>
    internal void AddCandidate(string candidate)
        => _connection.addIceCandidate(new RTCIceCandidateInit { candidate = candidate, sdpMid = "0", sdpMLineIndex = 0 });

    /// <summary>Begins to report to the peer once a second; once more is harmless.</summary>
    internal void StartReports()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _reports ??= _time.CreateTimer(static stack => ((Stack)stack!).Guard(((Stack)stack!).Report), this, ReportInterval, ReportInterval);
            }
        }
    }

    /// <summary>Asks the peer for a key frame (PLI).</summary>
    internal void AskForKeyFrame(uint ssrc) => Guard(() =>
    {
        if (_connection.VideoLocalTrack is { } track && !_connection.IsClosed)
        {
            _connection.SendRtcpFeedback(SDPMediaTypesEnum.video, new RTCPFeedback(track.Ssrc, ssrc, PSFBFeedbackTypesEnum.PLI));
        }
    });

    /// <summary>The kind of what is sent under an SSRC.</summary>
    internal MediaKind? KindOf(uint ssrc)
        => ssrc == _connection.AudioLocalTrack?.Ssrc ? MediaKind.Audio : ssrc == _connection.VideoLocalTrack?.Ssrc ? MediaKind.Video : null;

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _reports?.Dispose();
        }

        Guard(() => _connection.Close("closed here"));
    }

    // ICE finds the port, so that any says the same; but of 0, which a bundled section may have (RFC 8843), the stack believes
    // that the section is rejected, and never reports on it.
    [GeneratedRegex("^(m=[a-z]+) [0-9]+", RegexOptions.Multiline)]
    private static partial Regex Port();

    private void Report()
    {
        foreach (var kind in Formats.Both)
        {
            var session = kind == MediaKind.Audio ? _connection.AudioRtcpSession : _connection.VideoRtcpSession;
            if (session is { IsClosed: false } && !_connection.IsClosed)
            {
                _connection.SendRtcpReport(Formats.Type(kind), session.GetRtcpReport());
            }
        }
    }

    // An exception of a handler would close the call, or end the process.
    private void Subscribe(StackEvents events)
    {
        _connection.onconnectionstatechange += state => Guard(() => events.OnState(state, _connection.CloseReason));
        _connection.oniceconnectionstatechange += state => Guard(() => events.OnIceState(state));
        _connection.onicecandidate += candidate => Guard(() => events.OnCandidate($"{RTCIceCandidate.CANDIDATE_PREFIX}:{candidate}"));
        _connection.OnRtpPacketReceived += (_, type, packet) => Guard(() => events.OnPacket(type, packet));
        _connection.OnReceiveReport += (_, _, report) => Guard(() => events.OnReport(report));
        _connection.OnSendReport += (_, report) => Guard(() => events.OnReportSent(report));
        _connection.GetRtpChannel().OnRTPDataReceived += (_, _, _) => events.OnArrival();
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault)
        {
            Log.CallbackFailed(_log, fault);
        }
    }
}
