using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Middleware;

/// <summary>Traces and measures calls; it names no user.</summary>
internal sealed class TelemetryCallClient(ICallClient inner) : ObservingCallClient(inner, NullLogger.Instance)
{
    // The provider's own clock where it has one, so that virtual time is measured as such.
    private readonly TimeProvider _time = inner.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    protected override ICallWatcher Begin(ICallSession session, CallSnapshot snapshot) => new Watcher(_time, Provider.Name, snapshot);

    private sealed class Watcher : ICallWatcher
    {
        private readonly TimeProvider _time;
        private readonly TagList _tags;
        private readonly Activity? _span;
        private long _mark;

        public Watcher(TimeProvider time, string provider, CallSnapshot snapshot)
        {
            _time = time;
            _tags = new TagList
            {
                { "calling.provider", provider },
                { "calling.direction", snapshot.Direction == CallDirection.Outgoing ? "outgoing" : "incoming" },
                { "calling.media", snapshot.Media == CallMedia.Video ? "video" : "audio" },
            };
            _mark = time.GetTimestamp();
            ActivityKind kind = snapshot.Direction == CallDirection.Outgoing ? ActivityKind.Client : ActivityKind.Server;
            _span = CallTelemetry.Source.CreateActivity("calling.call", kind, default(ActivityContext), _tags);
            _span?.SetTag("calling.call.id", snapshot.CallId).SetStartTime(time.GetUtcNow().UtcDateTime).Start();
        }

        public void OnEvent(CallEvent item)
        {
            switch (item)
            {
                case CallEvent.StateChanged { State: CallState.Connecting }:
                    Lap(CallTelemetry.Ring, "calling.ring.duration");
                    break;
                case CallEvent.StateChanged { Previous: CallState.Connecting, State: CallState.Connected }:
                    Lap(CallTelemetry.Connect, "calling.connect.duration");
                    break;
                case CallEvent.Ended ended:
                    End(ended.End);
                    break;
            }
        }

        private void Lap(System.Diagnostics.Metrics.Histogram<double> histogram, string tag)
        {
            long now = _time.GetTimestamp();
            double seconds = _time.GetElapsedTime(_mark, now).TotalSeconds;
            _mark = now;
            histogram.Record(seconds, _tags);
            _span?.SetTag(tag, seconds);
        }

        private void End(CallEnd end)
        {
            TagList tags = _tags;
            tags.Add("calling.outcome", end.Reason.ToString());
            CallTelemetry.Calls.Add(1, tags);
            if (end.Duration > TimeSpan.Zero)
            {
                CallTelemetry.Talk.Record(end.Duration.TotalSeconds, tags);
            }

            if (_span is null)
            {
                return;
            }

            _span.SetTag("calling.outcome", end.Reason.ToString());
            if (end.Reason is CallEndReason.Failed or CallEndReason.ConnectFailed or CallEndReason.ConnectionLost or CallEndReason.PeerLost)
            {
                _span.SetStatus(ActivityStatusCode.Error, end.ProviderMessage ?? end.Reason.ToString());
                _span.SetTag("error.type", end.ProviderCode ?? end.Reason.ToString());
            }

            _span.SetEndTime(_time.GetUtcNow().UtcDateTime);
            _span.Stop();
        }
    }
}
