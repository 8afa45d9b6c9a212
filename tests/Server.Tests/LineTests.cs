using System.Threading.Channels;
using Calling.Media;
using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Tests;

namespace Calling.Server.Tests;

/// <summary>The real line on the real server over real sockets.</summary>
public class LineTests
{
    [Fact]
    public async Task Two_lines_call_each_other()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var alice = await Device.ConnectAsync(rig, "alice", rig.Address.Port);
        await using var bob = await Device.ConnectAsync(rig, "bob", rig.Address.Port);
        await CallAsync(alice, bob, "c1");
        Assert.True(await alice.Line.SendPeerAsync("c1", bob.Line.Self, "sdp", "offer"));
        Assert.Equal(new PeerMessage("c1", alice.Line.Self, "sdp", "offer"), await bob.Peers.Reader.ReadAsync().Soon());
    }

    [Fact]
    public async Task CALL_110_calls_and_signals_survive_a_network_that_keeps_breaking()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Connects.Burst = 10_000);
        using var network = new CuttingProxy(rig.Address.Port);
        await using var alice = await Device.ConnectAsync(rig, "alice", network.Port);
        await using var bob = await Device.ConnectAsync(rig, "bob", rig.Address.Port);
        await CallAsync(alice, bob, "c1");
        var revision = await alice.LastRevisionAsync();
        for (var round = 0; round < 20; round++)
        {
            network.Cut();
            var on = round % 2 == 1;
            Assert.IsType<CommandResult.Done>(await bob.Line.SendAsync(new CallCommand.SetMediaState("c1", $"s{round}", new(on, false)), default).Soon());
            CallSignal.MediaStateChanged? changed = null;
            while (changed is null)
            {
                changed = await alice.Signals.Reader.ReadAsync().Soon() as CallSignal.MediaStateChanged;
            }

            Assert.Equal(on, changed.Media.MicrophoneOn);
            Assert.Equal(++revision, changed.Revision);
        }
    }

    [Fact]
    public async Task CALL_110_a_command_whose_answer_was_lost_is_done_once()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Connects.Burst = 10_000);
        using var network = new CuttingProxy(rig.Address.Port);
        await using var alice = await Device.ConnectAsync(rig, "alice", network.Port);
        await using var bob = await Device.ConnectAsync(rig, "bob", rig.Address.Port);
        for (var round = 0; round < 10; round++)
        {
            var id = $"c{round}";
            var placing = alice.Line.SendAsync(
                new CallCommand.PlaceCall(id, "m1", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false)), default).AsTask();
            network.Cut();
            var result = await placing.Soon();
            if (result is CommandResult.NotSent)
            {
                await alice.UpAsync();
                continue;
            }

            Assert.IsType<CommandResult.Done>(result);
            CallSignal.Invited? invited = null;
            while (invited is null)
            {
                invited = await bob.Signals.Reader.ReadAsync().Soon() as CallSignal.Invited;
            }

            Assert.Equal(id, invited.CallId);
            await alice.UpAsync();
            Assert.IsType<CommandResult.Done>(await alice.Line.SendAsync(new CallCommand.CancelCall(id, "m2"), default).Soon());
        }
    }

    [Fact]
    public async Task CALL_005_a_line_whose_device_signs_in_again_stays_away()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var first = await Device.ConnectAsync(rig, "alice", rig.Address.Port);
        await using var second = await Device.ConnectAsync(rig, "alice", rig.Address.Port);
        Assert.Equal(LineCloseCause.KickedOffline, Assert.IsType<LineSignal.Closed>(await first.Signals.Reader.ReadAsync().Soon()).Cause);
        Assert.IsType<CommandResult.Refused>(await second.Line.SendAsync(new CallCommand.QueryCall("c", "m"), default).Soon());
    }

    [Fact]
    public async Task CALL_004_a_wrong_token_and_a_wrong_address_are_told_apart()
    {
        await using var rig = await ServerRig.StartAsync();
        var options = new SignalingLineOptions { Server = rig.Address };
        Assert.Equal(CallErrorCode.AuthenticationFailed, (await FailAsync(options, "nonsense")).Code);
        var nobody = new Uri("http://127.0.0.1:1/calling");
        var failure = await FailAsync(new() { Server = nobody }, "nonsense");
        Assert.Equal(CallErrorCode.Unreachable, failure.Code);
        Assert.Contains("127.0.0.1:1/calling", failure.Message, StringComparison.Ordinal);
        failure = await FailAsync(new() { Server = new Uri(rig.Address, "/elsewhere") }, "nonsense");
        Assert.Contains("404", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_signs_out_at_once()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var alice = await Device.ConnectAsync(rig, "alice", rig.Address.Port);
        await using var bob = await Device.ConnectAsync(rig, "bob", rig.Address.Port);
        await CallAsync(alice, bob, "c1");
        await bob.Line.DisposeAsync().AsTask().Soon();
        LineSignal? signal;
        do
        {
            signal = await alice.Signals.Reader.ReadAsync().Soon();
        }
        while (signal is not CallSignal.Ended);
    }

    private static Task<CallException> FailAsync(SignalingLineOptions options, string token) => Assert.ThrowsAsync<CallException>(
        () => SignalingLine.ConnectAsync(options, CallCredential.FromToken("alice", token), new Device(), _ => new Device(), TimeProvider.System).Soon());

    private static async Task CallAsync(Device alice, Device bob, string callId)
    {
        Assert.IsType<CommandResult.Done>(await alice.Line.SendAsync(
            new CallCommand.PlaceCall(callId, "m1", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false)), default).Soon());
        Assert.IsType<CallSignal.Invited>(await bob.Signals.Reader.ReadAsync().Soon());
        Assert.IsType<CommandResult.Done>(await bob.Line.SendAsync(new CallCommand.AcceptCall(callId, "m1", new(true, false)), default).Soon());
    }

    private sealed class Device : ICallLineObserver, IMediaProvider, IAsyncDisposable
    {
        private volatile bool _down;

        public SignalingLine Line { get; private set; } = null!;

        public Channel<LineSignal> Signals { get; } = Channel.CreateUnbounded<LineSignal>();

        public Channel<PeerMessage> Peers { get; } = Channel.CreateUnbounded<PeerMessage>();

        public static async Task<Device> ConnectAsync(ServerRig rig, string user, int port)
        {
            var device = new Device();
            var options = new SignalingLineOptions
            {
                Server = new Uri($"http://127.0.0.1:{port}/calling"),
                InitialBackoff = TimeSpan.FromMilliseconds(5),
                MaxBackoff = TimeSpan.FromMilliseconds(50),
            };
            device.Line = await SignalingLine.ConnectAsync(
                options,
                CallCredential.FromToken(user, rig.Token(user), "phone"),
                device,
                line =>
                {
                    line.PeerMessageReceived += message => device.Peers.Writer.TryWrite(message);
                    return new Device();
                },
                TimeProvider.System).Soon();
            return device;
        }

        public void OnSignal(LineSignal signal)
        {
            _down = signal is LineSignal.Interrupted || (_down && signal is not LineSignal.Restored);
            Signals.Writer.TryWrite(signal);
        }

        /// <summary>Waits until a command goes through: the cut may not have been noticed yet.</summary>
        public async Task UpAsync()
            => await Until.True(() => !_down && Line.SendAsync(new CallCommand.QueryCall("none", Guid.NewGuid().ToString("N")), default)
                .AsTask().GetAwaiter().GetResult() is CommandResult.Refused);

        public async Task<long> LastRevisionAsync()
        {
            while (true)
            {
                if (await Signals.Reader.ReadAsync().Soon() is CallSignal.MemberJoined joined)
                {
                    return joined.Revision;
                }
            }
        }

        public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => throw new NotSupportedException();

        public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => Line?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
