using System.Collections.Concurrent;

namespace Calling.Acs.Emulator.Tests;

public class DataChannelTests
{
    private readonly Stage _stage = new();
    private readonly Guid _group = Guid.NewGuid();

    [Fact]
    public async Task A_message_to_nobody_in_particular_reaches_everybody_else_in_order()
    {
        var ((anna, ben), (_, carol)) = (await PairAsync(), await EnterAsync());
        var sender = Open(anna, 7);
        sender.SendMessage([1, 2]);
        sender.SendMessage([3]);
        await _stage.SettleAsync();
        Assert.Equal(["7: created", "7: 1 [1,2]", "7: 2 [3]"], ben.Heard);
        Assert.Equal(ben.Heard, carol.Heard);
        Assert.Empty(anna.Heard);
        Assert.Equal(32 * 1024, sender.MaxMessageSizeInBytes);
    }

    [Fact]
    public async Task Who_is_named_alone_gets_it()
    {
        var (anna, ben) = await PairAsync();
        var (who, carol) = await EnterAsync();
        var sender = Open(anna, 7, participants: [who.Identifier]);
        sender.SendMessage([1]);
        await _stage.SettleAsync();
        Assert.Equal((0, 2), (ben.Heard.Count, carol.Heard.Count));
        sender.SetParticipants([]);
        sender.SendMessage([2]);
        await _stage.SettleAsync();
        Assert.Equal(["7: created", "7: 2 [2]"], ben.Heard);
    }

    [Fact]
    public async Task One_s_own_other_device_gets_nothing()
    {
        var person = await _stage.SignInAsync();
        var desk = new Post(await person.JoinAsync(_group));
        var phone = new Post(await (await _stage.SignInAsync(person.Id)).JoinAsync(_group));
        Open(desk, 7).SendMessage([1]);
        await _stage.SettleAsync();
        Assert.Empty(phone.Heard);
    }

    [Theory]
    [InlineData(65_536, 0, DataChannelReliability.Lossy, DataChannelPriority.Normal)]
    [InlineData(-1, 0, DataChannelReliability.Lossy, DataChannelPriority.Normal)]
    [InlineData(1, 513, DataChannelReliability.Lossy, DataChannelPriority.Normal)]
    [InlineData(1, 201, DataChannelReliability.Lossy, DataChannelPriority.High)]
    [InlineData(1, 65, DataChannelReliability.Durable, DataChannelPriority.Normal)]
    public async Task Beyond_the_documented_limits_there_is_no_channel(int id, int bitrate, DataChannelReliability reliability, DataChannelPriority priority)
    {
        var (anna, _) = await PairAsync();
        Assert.Throws<ArgumentException>(() => anna.Channel.GetDataChannelSender(
            new() { ChannelId = id, BitrateInKbps = bitrate, Reliability = reliability, Priority = priority }));
    }

    [Fact]
    public async Task Too_many_names_and_too_long_messages_are_refused()
    {
        var (anna, _) = await PairAsync();
        Assert.Throws<ArgumentException>(() => Open(anna, 1, [.. Enumerable.Range(0, 65).Select(i => new UserCallIdentifier($"8:acs:a_{i}"))]));
        var sender = Open(anna, 0);
        Assert.Equal((1, 2), (sender.ChannelId, Open(anna, 0).ChannelId));
        sender.SendMessage(new byte[32 * 1024]);
        Assert.Throws<ArgumentException>(() => sender.SendMessage(new byte[(32 * 1024) + 1]));
    }

    [Fact]
    public async Task Nothing_is_sent_after_the_end_or_after_the_sender_was_closed()
    {
        var (anna, ben) = await PairAsync();
        var (closed, open) = (Open(anna, 1), Open(anna, 2));
        closed.SendMessage([1]);
        closed.CloseSender();
        await _stage.SettleAsync();
        Assert.Equal(["1: created", "1: 1 [1]", "1: closed"], ben.Heard);
        Assert.ThrowsAny<Exception>(() => closed.SendMessage([2]));
        await anna.Line.HangUpAsync();
        await _stage.SettleAsync();
        Assert.ThrowsAny<Exception>(() => open.SendMessage([2]));
        Assert.ThrowsAny<Exception>(() => Open(anna, 3));
    }

    [Fact]
    public async Task A_receiver_closes_after_two_minutes_of_silence_and_another_comes_then()
    {
        var (anna, ben) = await PairAsync();
        var sender = Open(anna, 7);
        sender.SendMessage([1]);
        await _stage.PassAsync(TimeSpan.FromSeconds(119));
        sender.SendMessage([2]);
        await _stage.PassAsync(TimeSpan.FromSeconds(119));
        Assert.Equal(3, ben.Heard.Count);
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        sender.SendMessage([3]);
        await _stage.SettleAsync();
        Assert.Equal(["7: created", "7: 1 [1]", "7: 2 [2]", "7: closed", "7: created", "7: 3 [3]"], ben.Heard);
    }

    [Fact]
    public async Task Without_a_way_for_media_there_is_none_for_messages()
    {
        var (anna, ben) = await PairAsync();
        var (there, back) = (Open(anna, 7), Open(ben, 7));
        var device = _stage.Cloud.Device("device-1");
        device.MediaDown();
        there.SendMessage([1]);
        back.SendMessage([1]);
        await _stage.SettleAsync();
        Assert.Empty(anna.Heard);
        Assert.Empty(ben.Heard);
        device.MediaUp();
        there.SendMessage([2]);
        await _stage.SettleAsync();
        Assert.Equal(["7: created", "7: 2 [2]"], ben.Heard);
    }

    [Theory]
    [InlineData("device-1")]
    [InlineData("device-2")]
    public async Task A_bad_way_loses_some_and_delays_the_others(string impaired)
    {
        var (anna, ben) = await PairAsync();
        var sender = Open(anna, 7);
        _stage.Cloud.Device(impaired).Impair(losesEach: 3, TimeSpan.FromMilliseconds(100));
        for (byte i = 1; i <= 6; i++)
        {
            sender.SendMessage([i]);
        }

        await _stage.PassAsync(TimeSpan.FromMilliseconds(99));
        Assert.Empty(ben.Heard);
        await _stage.PassAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["7: created", "7: 1 [1]", "7: 2 [2]", "7: 4 [4]", "7: 5 [5]"], ben.Heard);
        _stage.Cloud.Device(impaired).Impair(losesEach: 0);
        sender.SendMessage([7]);
        await _stage.SettleAsync();
        Assert.Equal("7: 7 [7]", ben.Heard[^1]);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task What_comes_before_anybody_listens_waits_or_is_lost(bool before, int heard)
    {
        var stage = new Stage(new EmulatorSettings { EventsBeforeSubscription = before });
        var anna = await (await stage.SignInAsync()).JoinAsync(_group);
        var ben = await (await stage.SignInAsync()).JoinAsync(_group);
        await Until.True(() => anna.Sdk.State == CallState.Connected && ben.Sdk.State == CallState.Connected);
        anna.Sdk.Features.DataChannel.GetDataChannelSender(new() { ChannelId = 7 }).SendMessage([1]);
        await stage.SettleAsync();
        var late = new Post(ben);
        await stage.SettleAsync();
        Assert.Equal(heard, late.Heard.Count);
    }

    private static DataChannelSender Open(Post from, int id, IReadOnlyList<CallIdentifier>? participants = null) =>
        from.Channel.GetDataChannelSender(new() { ChannelId = id, BitrateInKbps = 32, Participants = participants ?? [] });

    private async Task<(Post Anna, Post Ben)> PairAsync() => ((await EnterAsync()).Post, (await EnterAsync()).Post);

    private async Task<(Person Person, Post Post)> EnterAsync()
    {
        var person = await _stage.SignInAsync();
        var post = new Post(await person.JoinAsync(_group));
        await Until.True(() => post.Line.Sdk.State == CallState.Connected);
        await _stage.SettleAsync();
        return (person, post);
    }

    /// <summary>A call, and what came over its channels.</summary>
    private sealed class Post
    {
        private readonly ConcurrentQueue<string> _heard = [];

        public Post(Line line)
        {
            Line = line;
            Channel.ReceiverCreated += (_, args) =>
            {
                var receiver = args.Receiver;
                _heard.Enqueue($"{receiver.ChannelId}: created");
                receiver.MessageReceived += (_, _) =>
                {
                    while (receiver.ReceiveMessage() is { } message)
                    {
                        _heard.Enqueue($"{receiver.ChannelId}: {message.SequenceNumber} [{string.Join(",", message.Data)}]");
                    }
                };
                receiver.Closed += (_, _) => _heard.Enqueue($"{receiver.ChannelId}: closed");
            };
        }

        public Line Line { get; }

        public DataChannelCallFeature Channel => Line.Sdk.Features.DataChannel;

        public IReadOnlyList<string> Heard => [.. _heard];
    }
}
