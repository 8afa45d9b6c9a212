using System.Threading.Channels;
using Calling.Facades.Tests.Shared;
using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>What another user sends is told once the user has entered.</summary>
public sealed class EnteringTests
{
    [Fact]
    public async Task What_is_muted_before_the_media_is_up_is_told_with_onUserEnter()
    {
        var (clients, calls) = (Channel.CreateUnbounded<CallClientEvent>(), Channel.CreateUnbounded<CallEvent>());
        var session = Script.Of<ICallSession>(
            (nameof(ICallSession.Snapshot), () => Snapshot),
            (nameof(ICallSession.ReadEventsAsync), () => calls.Reader.ReadAllAsync()));
        var client = Script.Of<ICallClient>(
            (nameof(ICallClient.ReadEventsAsync), () => clients.Reader.ReadAllAsync()),
            (nameof(ICallClient.GetService), () => new CallingOptions()));
        var bob = new KitUser("bob", client, new NERtcOptions());
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bob.Kit.OnUserLeave += (_, _) => left.SetResult();
        clients.Writer.TryWrite(new CallClientEvent.IncomingCall(session));
        calls.Writer.TryWrite(new CallEvent.ParticipantMediaChanged("alice", new MediaState(false, true)));
        calls.Writer.TryWrite(new CallEvent.ParticipantJoined("alice", new MediaState(false, true)));
        calls.Writer.TryWrite(new CallEvent.ParticipantLeft("alice", CallEndReason.RemoteHangUp));
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("onInvited alice, onUserEnter alice, onCameraAvailable alice True, onUserLeave alice", bob.Heard);
    }

    private static CallSnapshot Snapshot => new()
    {
        CallId = "call",
        Direction = CallDirection.Incoming,
        State = CallState.Connecting,
        Media = CallMedia.Video,
        Caller = "alice",
        Callees = ["bob"],
    };
}
