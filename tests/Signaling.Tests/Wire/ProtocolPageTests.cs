using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Calling.Media;
using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Tests.Wire;

/// <summary>docs/protocol.md is what other languages are written against; it may not say what is not so.</summary>
public partial class ProtocolPageTests
{
    private static readonly string Page = Read();

    public static IEnumerable<TheoryDataRow<string, string>> Examples
        => Fence().Matches(Page).Select(match => new TheoryDataRow<string, string>(match.Groups[1].Value, match.Groups[2].Value));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_a_message_and_comes_back_as_it_was(string side, string json)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(json);
        byte[] again;
        if (side == "client")
        {
            var decoded = WireCodec.DecodeClient(utf8);
            Assert.True(decoded.Error is null, decoded.Error?.Message);
            again = WireCodec.Encode(decoded.Frame!);
        }
        else
        {
            var decoded = WireCodec.DecodeServer(utf8);
            Assert.True(decoded.Error is null, decoded.Error?.Message);
            again = WireCodec.Encode(decoded.Frame!);
        }

        AssertContained(JsonNode.Parse(json)!, JsonNode.Parse(again)!);
    }

    [Fact]
    public void Every_kind_of_message_has_an_example()
    {
        Assert.Equal(WireTypes.ClientFrames.Keys.Order(), Types("client", root => root["type"]));
        Assert.Equal(WireTypes.ServerFrames.Keys.Order(), Types("server", root => root["type"]));
        Assert.Equal(WireTypes.Commands.Keys.Order(), Types("client", root => root["command"]?["type"]));
        Assert.Equal(WireTypes.Signals.Keys.Order(), Types("server", root => root["signal"]?["type"]));
        Assert.Equal(WireTypes.Results.Keys.Order(), Types("server", root => root["result"]?["type"]));

        static IEnumerable<string> Types(string side, Func<JsonNode, JsonNode?> pick)
            => Examples.Where(row => row.Data.Item1 == side)
                .Select(row => pick(JsonNode.Parse(row.Data.Item2)!)?.GetValue<string>())
                .OfType<string>().Distinct().Order();
    }

    [Fact]
    public void Every_name_and_close_code_is_explained()
    {
        var names = Names<WireErrorCode>().Concat(Names<ByeCause>()).Concat(Names<RefusalCode>()).Concat(Names<EndCause>())
            .Concat(Names<CallResponse>()).Concat(Names<CallMedia>()).Concat(Names<HangUpScope>())
            .Concat(Names<GlarePolicy>()).Concat(Names<RejectScope>()).Concat(Names<MediaRequestOutcome>().Except(["agreed"])).Concat(Names<CallOutcome>());
        var codes = typeof(CloseCodes).GetFields().Select(field => $"\n| {field.GetRawConstantValue()} |");
        var missing = names.Select(name => $"`{name}`").Concat(codes).Where(text => !Page.Contains(text, StringComparison.Ordinal));
        Assert.Empty(missing);

        static IEnumerable<string> Names<T>()
            where T : struct, Enum
            => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);
    }

    [Fact]
    public void Every_field_is_explained()
    {
        var fields = Samples.ClientFrames.Select(WireCodec.Encode).Concat(Samples.ServerFrames.Select(WireCodec.Encode))
            .Append(WireCodec.Encode(Samples.Records))
            .SelectMany(utf8 => FieldsOf(JsonNode.Parse(utf8)!)).Distinct();
        Assert.All(fields, field => Assert.Matches($"[`\"]{field}[`\"]", Page));

        static IEnumerable<string> FieldsOf(JsonNode? node) => node switch
        {
            JsonObject o => o.SelectMany(pair => FieldsOf(pair.Value).Prepend(pair.Key)),
            JsonArray a => a.SelectMany(FieldsOf),
            _ => [],
        };
    }

    /// <summary>Defaults may come back that the example leaves out.</summary>
    private static void AssertContained(JsonNode expected, JsonNode? actual)
    {
        switch (expected)
        {
            case JsonObject o:
                Assert.All(o, pair => AssertContained(pair.Value!, actual?[pair.Key]));
                break;
            case JsonArray a:
                Assert.Equal(a.Count, actual?.AsArray().Count);
                Assert.All(a.Zip(actual!.AsArray()), pair => AssertContained(pair.First!, pair.Second));
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, actual), $"{expected.GetPath()}: {actual?.ToJsonString()}");
                break;
        }
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(ProtocolPageTests).Assembly.GetManifestResourceStream("protocol.md")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^```json (client|server)\n(.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
