using System.Globalization;

namespace Calling.Cli.Demo.Groups;

/// <summary>One person's side of the group call, from its first event to its last.</summary>
internal sealed class GroupConversation(ICallSession call, PartySettings settings, TimeProvider time, PartyLog log)
{
    /// <summary>A picture is kept so long after a member was first seen: the first ones may still be coarse.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(700);

    private readonly GroupPart _part = settings.Part!;
    private readonly List<MemberView> _views = [];
    private readonly List<Task> _doing = [];
    private long _asked;
    private double? _connectedMs;
    private double? _firstFrameMs;

    /// <summary>Begins the measuring: the call was placed, or is being accepted.</summary>
    public void Asked() => Volatile.Write(ref _asked, time.GetTimestamp());

    /// <summary>Goes with the call to its end.</summary>
    /// <param name="whenConnected">The role's own acts, begun once it is connected.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<PartyResult> RunAsync(Func<CancellationToken, Task> whenConnected, CancellationToken ct)
    {
        foreach (var other in _part.Others)
        {
            var view = new MemberView(call.Media, other);
            _views.Add(view);
            view.Open();
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        CallEnd? end = null;
        await foreach (var happened in call.ReadEventsAsync(ct))
        {
            switch (happened)
            {
                case CallEvent.Snapshot { Call: var now }:
                    log.Write(now.State.ToString().ToLowerInvariant(), now.InvitedBy is { } by ? $"{by} invites, {now.Media}" : string.Join(", ", now.Callees));
                    break;
                case CallEvent.StateChanged { State: CallState.Connected } when _connectedMs is null:
                    _connectedMs = SinceAsked();
                    log.Write("connected", string.Create(CultureInfo.InvariantCulture, $"{_connectedMs:0} ms after {(_part.Role == GroupRole.Caller ? "dialing" : "accepting")}"));
                    _doing.Add(Quietly(whenConnected(over.Token)));
                    break;
                case CallEvent.StateChanged { State: var state }:
                    log.Write(state.ToString().ToLowerInvariant());
                    break;
                case CallEvent.FirstVideoFrame { UserId: var user }:
                    _firstFrameMs ??= SinceAsked();
                    _doing.Add(Quietly(GrabAsync(user, over.Token)));
                    break;
                case CallEvent.Ended ended:
                    end = ended.End;
                    log.Write("ended", string.Create(CultureInfo.InvariantCulture, $"{end.Reason}{(end.EndedBy is { } who ? $" by {who}" : "")} after {end.Duration.TotalSeconds:0.0} s"));
                    break;
                default:
                    Tell(happened);
                    break;
            }
        }

        await over.CancelAsync();
        await Task.WhenAll(_doing);
        _views.ForEach(view => view.Dispose());
        PartyView[] views = [.. _views.Select(view => view.Result)];
        return new(
            end?.Reason ?? CallEndReason.Failed, null, _connectedMs, _firstFrameMs, views.Sum(v => v.VideoFrames), views.Sum(v => v.AudioSeconds),
            new Dictionary<string, string>())
        {
            Views = views,
        };
    }

    private double SinceAsked() => Math.Round(time.GetElapsedTime(Volatile.Read(ref _asked)).TotalMilliseconds, 1);

    private void Tell(CallEvent happened)
    {
        switch (happened)
        {
            case CallEvent.ParticipantInvited(var user, var by):
                log.Write("invited", $"{user} by {by}");
                break;
            case CallEvent.ParticipantResponded(var user, var response, _):
                log.Write(response.ToString().ToLowerInvariant(), user);
                break;
            case CallEvent.ParticipantJoined(var user, _):
                log.Write("joined", user);
                break;
            case CallEvent.ParticipantLeft(var user, var reason):
                log.Write("left", $"{user}, {reason}");
                break;
            case CallEvent.Warning(var code, var message):
                log.Write("warning", $"{code}: {message}");
                break;
        }
    }

    private async Task GrabAsync(string user, CancellationToken ct)
    {
        await Task.Delay(s_settling, time, ct);
        _views.Find(view => view.Of == user)?.Grab();
    }

    // The call ended, or the demo did.
    private static async Task Quietly(Task doing)
    {
        try
        {
            await doing;
        }
        catch (OperationCanceledException)
        {
        }
    }
}
