using System.Text;
using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Tests.Wire;

public class MalformedTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1}x")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1,}")]
    [InlineData("{/* comment */\"type\":\"ack\",\"cursor\":1}")]
    [InlineData("{'type':'ack','cursor':1}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":01}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":NaN}")]
    [InlineData("{\"type\":\"ack\",\"type\":\"bye\",\"cursor\":1}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1,\"cursor\":2}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1,\"ignored\":{\"a\":1,\"\\u0061\":2}}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1,\"x\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}")]
    [InlineData("\ufeff{\"type\":\"snapshot\"}")]
    public void CALL_113_what_is_not_one_strict_json_value_is_malformed(string text)
        => Assert.Equal(WireErrorCode.Malformed, WireCodec.DecodeClient(Encoding.UTF8.GetBytes(text)).Error?.Code);

    [Fact]
    public void CALL_113_invalid_utf8_is_malformed_even_in_an_ignored_field()
    {
        byte[] utf8 = [.. "{\"type\":\"snapshot\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(WireErrorCode.Malformed, WireCodec.DecodeClient(utf8).Error?.Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"ack\"")]
    [InlineData("{}")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":\"\\ud800\"}")]
    [InlineData("{\"Type\":\"snapshot\"}")]
    [InlineData("{\"type\":\"ack\"}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":null}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":\"1\"}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":1.5}")]
    [InlineData("{\"type\":\"ack\",\"cursor\":99999999999999999999}")]
    [InlineData("{\"type\":\"ack\",\"Cursor\":1}")]
    [InlineData("{\"type\":\"hello\"}")]
    [InlineData("{\"type\":\"hello\",\"versions\":null}")]
    [InlineData("{\"type\":\"hello\",\"versions\":[null]}")]
    [InlineData("{\"type\":\"hello\",\"versions\":1}")]
    [InlineData("{\"type\":\"renew\",\"token\":null}")]
    [InlineData("{\"type\":\"renew\",\"token\":\"\\udc00\"}")]
    [InlineData("{\"type\":\"command\"}")]
    [InlineData("{\"type\":\"command\",\"command\":null}")]
    [InlineData("{\"type\":\"command\",\"command\":[]}")]
    [InlineData("{\"type\":\"command\",\"command\":{}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"alerting\"}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"alerting\",\"callId\":\"c\"}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"alerting\",\"callId\":\"c\",\"commandId\":null}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"acceptCall\",\"callId\":\"c\",\"commandId\":\"m\",\"localMedia\":{}}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"acceptCall\",\"callId\":\"c\",\"commandId\":\"m\",\"localMedia\":{\"microphoneOn\":1,\"cameraOn\":0}}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"inviteUsers\",\"callId\":\"c\",\"commandId\":\"m\",\"callees\":[null],\"ringTimeout\":1}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"inviteUsers\",\"callId\":\"c\",\"commandId\":\"m\",\"callees\":[\"a\"],\"ringTimeout\":-1}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"inviteUsers\",\"callId\":\"c\",\"commandId\":\"m\",\"callees\":[\"a\"],\"ringTimeout\":\"00:00:01\"}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"inviteUsers\",\"callId\":\"c\",\"commandId\":\"m\",\"callees\":[\"a\"],\"ringTimeout\":2147483648}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"askMedia\",\"callId\":\"c\",\"commandId\":\"m\",\"media\":1}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"rejectCall\",\"callId\":\"c\",\"commandId\":\"m\",\"scope\":\"everyone\"}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"rejectCall\",\"callId\":\"c\",\"commandId\":\"m\",\"scope\":null}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"cancelCall\",\"callId\":\"c\",\"commandId\":\"m\",\"data\":{}}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"placeCall\",\"callId\":\"c\",\"commandId\":\"m\",\"callees\":[\"b\"],\"media\":\"audio\",\"ringTimeout\":1,\"localMedia\":{\"microphoneOn\":true,\"cameraOn\":true},\"glare\":\"ring\"}}")]
    [InlineData("{\"type\":\"hello\",\"versions\":[1],\"sole\":\"yes\"}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"askMedia\",\"callId\":\"c\",\"commandId\":\"m\",\"media\":\"Video\"}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"askMedia\",\"callId\":\"c\",\"commandId\":\"m\",\"media\":\"audio, video\"}}")]
    [InlineData("{\"type\":\"peer\",\"callId\":\"c\",\"to\":{},\"kind\":\"k\",\"payload\":\"\"}")]
    [InlineData("{\"type\":\"peer\",\"callId\":\"c\",\"to\":{\"userId\":null,\"deviceId\":\"d\"},\"kind\":\"k\",\"payload\":\"\"}")]
    [InlineData("{\"type\":\"peer\",\"callId\":\"c\",\"to\":{\"userId\":\"u\",\"deviceId\":\"d\"},\"kind\":\"k\",\"payload\":{}}")]
    public void CALL_113_a_missing_or_wrong_field_is_an_invalid_message(string text)
    {
        var error = WireCodec.DecodeClient(Encoding.UTF8.GetBytes(text)).Error;
        Assert.Equal(WireErrorCode.InvalidMessage, error?.Code);

        // For people, and not about the code.
        Assert.DoesNotContain("Calling.", error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":\"welcome\"}")]
    [InlineData("{\"type\":\"HELLO\",\"versions\":[1]}")]
    [InlineData("{\"type\":\"dance\"}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"dance\",\"callId\":\"c\",\"commandId\":\"m\"}}")]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"done\",\"callId\":\"c\",\"commandId\":\"m\"}}")]
    public void CALL_113_a_type_that_is_not_known_is_told_apart(string text)
        => Assert.Equal(WireErrorCode.UnknownType, WireCodec.DecodeClient(Encoding.UTF8.GetBytes(text)).Error?.Code);

    [Fact]
    public void A_refused_command_is_named_by_its_ids()
    {
        var error = WireCodec.DecodeClient("""{"command":{"commandId":"m1","callId":"c1","type":"dance"},"type":"command"}"""u8.ToArray()).Error!;
        Assert.Equal(("m1", "c1"), (error.InReplyTo, error.CallId));
        error = WireCodec.DecodeClient("""{"type":"peer","id":"p1","callId":"c1"}"""u8.ToArray()).Error!;
        Assert.Equal(("p1", "c1"), (error.InReplyTo, error.CallId));
    }

    [Fact]
    public void A_missing_field_is_named()
    {
        var error = WireCodec.DecodeClient("""{"type":"hello"}"""u8.ToArray()).Error!;
        Assert.Contains("versions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_fields_are_ignored_and_the_type_may_stand_anywhere()
    {
        var decoded = WireCodec.DecodeClient(
            """{"x":{"y":[1,{"z":null}]},"command":{"callId":"c1","commandId":"m1","later":true,"type":"alerting"},"type":"command"}"""u8.ToArray());
        Assert.Equal(new ClientFrame.Submit(new CallCommand.Alerting("c1", "m1")), decoded.Frame);
    }

    [Fact]
    public void CALL_113_random_damage_is_refused_and_never_thrown()
    {
        var random = new Random(20_300_101);
        var samples = Samples.ClientFrames.Select(WireCodec.Encode).ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])samples[random.Next(samples.Length)].Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var decoded = WireCodec.DecodeClient(bytes.AsMemory(0, random.Next(bytes.Length) is var cut && random.Next(2) == 0 ? cut : bytes.Length));
            Assert.True(decoded.Frame is null != decoded.Error is null);
        }
    }
}
