using System.Text.Json;
using System.Text.Json.Serialization;
using Calling.Cli.Demo.Groups;

namespace Calling.Cli.Demo;

/// <summary>The demo's JSON: the lines between parent and children, and the last line.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PartySettings))]
[JsonSerializable(typeof(PartyMessage))]
[JsonSerializable(typeof(DemoResult))]
[JsonSerializable(typeof(GroupResult))]
internal sealed partial class DemoJson : JsonSerializerContext;
