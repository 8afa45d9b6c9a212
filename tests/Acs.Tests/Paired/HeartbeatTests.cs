using Azure.Communication.Calling.WindowsClient;
using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs.Sdk;
using Calling.Tests;
using SdkCallState = Azure.Communication.Calling.WindowsClient.CallState;

namespace Calling.Acs.Tests.Paired;

/// <summary>The way of the media is lost, or bad, and the SDK says nothing of it.</summary>
public sealed class HeartbeatTests : IAsyncDisposable
{
    private readonly PairedStage _stage = new(new EmulatorSettings());
    private readonly Heard _alice = new();
    private readonly Heard _bob = new();

    [Fact]
    public async Task CALL_111_a_device_that_loses_its_media_alone_is_missed_and_misses_the_others_until_they_are_back()
    {
        await ConnectAsync();
        var device = _stage.Device(PairedStage.Bob);
        device.MediaDown();
        await Until.True(() => _alice.Count<MediaSignal.PeerInterrupted>() == 1 && _bob.Count<MediaSignal.PeerInterrupted>() == 1);
        device.MediaUp();
        await Until.True(() => _alice.Count<MediaSignal.PeerConnected>() == 2 && _bob.Count<MediaSignal.PeerConnected>() == 2);
        Assert.Equal((3, 3), (_alice.Signals.Count, _bob.Signals.Count));
    }

    [Fact]
    public async Task CALL_111_who_dies_is_missed_long_before_the_vendor_says_so()
    {
        await ConnectAsync();
        _stage.Device(PairedStage.Bob).Kill();
        await Until.True(() => _alice.Count<MediaSignal.PeerInterrupted>() == 1);
    }

    [Fact]
    public async Task CALL_111_whoever_enters_anew_while_a_peer_is_silent_waits_for_its_heart()
    {
        await using var stage = new PairedStage(new EmulatorSettings { NetworkLoss = TimeSpan.FromMilliseconds(200) });
        var session = await ConnectAsync(stage);
        stage.Device(PairedStage.Bob).MediaDown();
        await Until.True(() => _alice.Count<MediaSignal.PeerInterrupted>() == 1);
        var before = Call(session);
        stage.Device(PairedStage.Alice).NetworkDown();
        await Until.True(() => before!.State == SdkCallState.Disconnected);
        stage.Device(PairedStage.Alice).NetworkUp();
        await Until.True(() => Call(session) is { State: SdkCallState.Connected, RemoteParticipants.Count: 1 } call && call != before);
        Assert.Equal(1, _alice.Count<MediaSignal.PeerConnected>());
        stage.Device(PairedStage.Bob).MediaUp();
        await Until.True(() => _alice.Count<MediaSignal.PeerConnected>() == 2);

        static CommunicationCall? Call(IMediaSession session) => (CommunicationCall?)((IServiceProvider)session).GetService(typeof(CommunicationCall));
    }

    [Fact]
    public async Task An_app_without_a_heart_is_not_missed_and_what_it_sends_is_no_harm()
    {
        int beats = 0;
        var token = _stage.Issue(_stage.IdentityOf("bob"), TimeSpan.FromHours(1));
        using var agent = await _stage.Device(PairedStage.Bob).CreateClient(new()).CreateCallAgentAsync(new(token.Token), new());
        var older = await agent.JoinAsync(new GroupCallLocator(Guid.Parse(_stage.Grant.Value)), null);
        older.Features.DataChannel.ReceiverCreated += (_, args) => args.Receiver.MessageReceived += (_, _) => Interlocked.Increment(ref beats);
        await Until.True(() => older.State == SdkCallState.Connected);
        await _stage.EnterAsync(PairedStage.Alice, _alice, PairedStage.Bob);
        await Until.True(() => Volatile.Read(ref beats) > 0);
        foreach (int channel in new[] { SdkNames.HeartChannel, SdkNames.HeartChannel + 1 })
        {
            var sender = older.Features.DataChannel.GetDataChannelSender(new() { ChannelId = channel });
            sender.SendMessage([]);
            sender.SendMessage(new byte[32 * 1024]);
            sender.SendMessage(new Beat(0, 0, 0, channel == SdkNames.HeartChannel ? "another device" : PairedStage.Bob.DeviceId).ToBytes());
        }

        await Until.True(() => Volatile.Read(ref beats) > 10);
        Assert.Equal(new MediaSignal.PeerConnected(PairedStage.Bob), Assert.Single(_alice.Signals));
    }

    [Fact]
    public async Task CALL_126_a_bad_way_is_told_and_a_good_one_again()
    {
        await ConnectAsync();
        _stage.Device(PairedStage.Bob).Impair(losesEach: 3, TimeSpan.FromMilliseconds(50));
        await Until.True(() => Last(_alice) is NetworkQuality.Bad or NetworkQuality.VeryBad && Last(_bob) is NetworkQuality.Bad or NetworkQuality.VeryBad);
        _stage.Device(PairedStage.Bob).Impair(losesEach: 0);
        await Until.True(() => Last(_alice) <= NetworkQuality.Good && Last(_bob) <= NetworkQuality.Good);
        Assert.Equal((0, 0), (_alice.Count<MediaSignal.PeerInterrupted>(), _bob.Count<MediaSignal.PeerInterrupted>()));

        static NetworkQuality? Last(Heard heard) => heard.Signals.OfType<MediaSignal.QualityChanged>().LastOrDefault()?.Quality;
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private async Task<IMediaSession> ConnectAsync(PairedStage? stage = null)
    {
        stage ??= _stage;
        var session = await stage.EnterAsync(PairedStage.Alice, _alice, PairedStage.Bob);
        await stage.EnterAsync(PairedStage.Bob, _bob, PairedStage.Alice);
        await Until.True(() => _alice.Count<MediaSignal.PeerConnected>() == 1 && _bob.Count<MediaSignal.PeerConnected>() == 1);
        return session;
    }
}
