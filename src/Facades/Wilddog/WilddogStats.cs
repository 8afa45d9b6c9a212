namespace Calling.Wilddog;

/// <summary>Measures a conversation's media while it lives.</summary>
internal sealed class WilddogStats : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly WilddogConversation _conversation;
    private readonly ICallSession _session;
    private readonly WilddogVideoCall _videoCall;
    private readonly ITimer _timer;

    public WilddogStats(WilddogConversation conversation, ICallSession session, WilddogVideoCall videoCall)
    {
        (_conversation, _session, _videoCall) = (conversation, session, videoCall);
        _timer = videoCall.Time.CreateTimer(_ => Measure(), null, s_interval, s_interval);
    }

    public void Dispose() => _timer.Dispose();

    private async void Measure()
    {
        if (_session.Snapshot.State == CallState.Ended)
        {
            Dispose();
        }

        if (_conversation.StatsDelegate is not { } listener)
        {
            return;
        }

        try
        {
            foreach (var peer in await _session.Media.GetStatsAsync().ConfigureAwait(false))
            {
                WilddogStatsReport Report(bool isOutgoing) => new([.. peer.Streams.Where(s => s.IsOutgoing == isOutgoing)], peer.RoundTripTime);

                _videoCall.Post(() => listener.DidUpdateLocalStreamStatsReport(_conversation, Report(true)));
                _videoCall.Post(() => listener.DidUpdateRemoteStreamStatsReport(_conversation, Report(false)));
            }
        }
        catch (Exception error)
        {
            _videoCall.Log(error);
        }
    }
}
