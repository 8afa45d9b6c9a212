using System.Text;
using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Tests.Wire;

public class RoundTripTests
{
    public static IEnumerable<TheoryDataRow<int>> ClientIndices => Enumerable.Range(0, Samples.ClientFrames.Count).Select(i => new TheoryDataRow<int>(i));

    public static IEnumerable<TheoryDataRow<int>> ServerIndices => Enumerable.Range(0, Samples.ServerFrames.Count).Select(i => new TheoryDataRow<int>(i));

    [Theory]
    [MemberData(nameof(ClientIndices))]
    public void A_client_frame_survives_the_wire(int index)
    {
        var frame = Samples.ClientFrames[index];
        var utf8 = WireCodec.Encode(frame);
        var decoded = WireCodec.DecodeClient(utf8);
        Assert.Null(decoded.Error);
        Assert.Equal(frame.GetType(), decoded.Frame!.GetType());
        Assert.Equivalent(frame, decoded.Frame, strict: true);
        Assert.Equal(utf8, WireCodec.Encode(decoded.Frame));
    }

    [Theory]
    [MemberData(nameof(ServerIndices))]
    public void A_server_frame_survives_the_wire(int index)
    {
        var frame = Samples.ServerFrames[index];
        var utf8 = WireCodec.Encode(frame);
        var decoded = WireCodec.DecodeServer(utf8);
        Assert.Null(decoded.Error);
        Assert.Equal(frame.GetType(), decoded.Frame!.GetType());
        Assert.Equivalent(frame, decoded.Frame, strict: true);
        Assert.Equal(utf8, WireCodec.Encode(decoded.Frame));
    }

    [Fact]
    public void CALL_131_a_page_of_records_survives_the_wire()
    {
        var utf8 = WireCodec.Encode(Samples.Records);
        var decoded = WireCodec.DecodeRecords(utf8);
        Assert.Equivalent(Samples.Records, decoded, strict: true);
        Assert.Equal(utf8, WireCodec.Encode(decoded!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"records\":[null]}")]
    [InlineData("{\"records\":[],\"records\":[]}")]
    [InlineData("{\"records\":[{\"callId\":\"c\"}]}")]
    [InlineData("{\"records\":[{\"callId\":\"c\",\"caller\":\"a\",\"invitations\":[{\"userId\":\"b\",\"outcome\":\"lost\"}],\"media\":\"audio\",\"startedAt\":\"2030-01-01T00:00:00Z\",\"endedAt\":\"2030-01-01T00:00:00Z\"}]}")]
    public void CALL_131_what_is_no_page_of_records_is_none(string json) => Assert.Null(WireCodec.DecodeRecords(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Every_case_of_the_contract_is_among_the_samples()
    {
        AssertAll<ClientFrame>(Samples.ClientFrames);
        AssertAll<ServerFrame>(Samples.ServerFrames);
        AssertAll<CallCommand>(Samples.Commands);
        AssertAll<CallSignal>(Samples.Signals);
        Assert.Equal(WireTypes.Commands.Values.ToHashSet(), Samples.Commands.Select(c => c.GetType()).ToHashSet());
        Assert.Equal(WireTypes.Signals.Values.ToHashSet(), Samples.Signals.Select(c => c.GetType()).ToHashSet());

        static void AssertAll<T>(IEnumerable<T> samples) => Assert.Equal(
            typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T))).ToHashSet(), samples.Select(s => s!.GetType()).ToHashSet());
    }

    [Fact]
    public void CALL_015_an_attachment_of_any_script_travels_byte_for_byte()
    {
        foreach (var text in new[] { "", "😀👨‍👩‍👧", "{\"k\":[1,\"\\\\\"]}", "日本語 العربية", "\u0000\u001f\u007f\u2028", new string('ü', 8_192) })
        {
            var sent = (CallCommand.PlaceCall)Samples.Commands[0] with { Attachment = text };
            var decoded = WireCodec.DecodeClient(WireCodec.Encode(new ClientFrame.Submit(sent)));
            Assert.Equal(text, ((CallCommand.PlaceCall)((ClientFrame.Submit)decoded.Frame!).Command).Attachment);
        }
    }

    [Fact]
    public void The_largest_attachment_fits_into_a_message_however_it_is_escaped()
    {
        var worst = (CallCommand.PlaceCall)Samples.Commands[0] with { Attachment = new string('\u0001', new CallLimits().MaxAttachmentBytes) };
        Assert.InRange(WireCodec.Encode(new ClientFrame.Submit(worst)).Length, 1, WireProtocol.DefaultMaxMessageBytes);
    }

    [Fact]
    public void Names_are_camel_case_durations_milliseconds_and_absent_values_left_out()
    {
        var json = Encoding.UTF8.GetString(WireCodec.Encode(new ClientFrame.Submit(
            new CallCommand.PlaceCall("c1", "m1", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), new MediaState(true, false)))));
        Assert.Equal(
            """{"type":"command","command":{"type":"placeCall","callees":["bob"],"media":"audio","ringTimeout":30000,"localMedia":{"microphoneOn":true,"cameraOn":false},"isGroup":false,"glare":"connect","failFast":false,"callId":"c1","commandId":"m1"}}""",
            json);
    }

    [Fact]
    public void A_token_is_never_in_a_frames_text()
    {
        Assert.DoesNotContain("secret", new ClientFrame.Hello([1]) { Token = "secret" }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new ClientFrame.Renew("secret").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_line_says_of_itself_does_not_travel()
        => Assert.Throws<NotSupportedException>(() => WireCodec.Encode(new ServerFrame.Answer("c", "m", new CommandResult.NotSent(new ProviderFault("x")))));
}
