using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Calling.Providers;

namespace Calling.Signaling.Wire;

/// <summary>Which value of <c>"type"</c> stands for which record. Here and not on the records, so that the contract knows of no wire.</summary>
internal static class WireTypes
{
    /// <summary>The property that says what an object is.</summary>
    public const string Discriminator = "type";

    public static IReadOnlyDictionary<string, Type> ClientFrames { get; } = new Dictionary<string, Type>
    {
        ["hello"] = typeof(ClientFrame.Hello),
        ["command"] = typeof(ClientFrame.Submit),
        ["peer"] = typeof(ClientFrame.Relay),
        ["ack"] = typeof(ClientFrame.Acknowledge),
        ["snapshot"] = typeof(ClientFrame.AskSnapshot),
        ["renew"] = typeof(ClientFrame.Renew),
        ["bye"] = typeof(ClientFrame.Leave),
    };

    public static IReadOnlyDictionary<string, Type> ServerFrames { get; } = new Dictionary<string, Type>
    {
        ["welcome"] = typeof(ServerFrame.Welcome),
        ["result"] = typeof(ServerFrame.Answer),
        ["signal"] = typeof(ServerFrame.Notify),
        ["snapshot"] = typeof(ServerFrame.State),
        ["peer"] = typeof(ServerFrame.Relayed),
        ["renewed"] = typeof(ServerFrame.Renewed),
        ["error"] = typeof(ServerFrame.Error),
        ["bye"] = typeof(ServerFrame.Farewell),
    };

    public static IReadOnlyDictionary<string, Type> Commands { get; } = ByName(
        typeof(CallCommand.PlaceCall), typeof(CallCommand.Alerting), typeof(CallCommand.Busy), typeof(CallCommand.AcceptCall),
        typeof(CallCommand.RejectCall), typeof(CallCommand.CancelCall), typeof(CallCommand.LeaveCall), typeof(CallCommand.EndCall),
        typeof(CallCommand.InviteUsers), typeof(CallCommand.CancelInvitation), typeof(CallCommand.RemoveMember),
        typeof(CallCommand.JoinCall), typeof(CallCommand.SetMediaState), typeof(CallCommand.AskMedia), typeof(CallCommand.AnswerMedia),
        typeof(CallCommand.QueryCall));

    public static IReadOnlyDictionary<string, Type> Signals { get; } = ByName(
        typeof(CallSignal.Invited), typeof(CallSignal.UsersInvited), typeof(CallSignal.Alerted), typeof(CallSignal.Responded), typeof(CallSignal.MemberJoined),
        typeof(CallSignal.MemberLeft), typeof(CallSignal.MemberMoved), typeof(CallSignal.MemberLine), typeof(CallSignal.MediaStateChanged),
        typeof(CallSignal.MediaRequested), typeof(CallSignal.MediaRequestClosed), typeof(CallSignal.MediaChanged), typeof(CallSignal.Ended));

    /// <summary>NotSent and Unknown are a line's own account of itself; no server says them.</summary>
    public static IReadOnlyDictionary<string, Type> Results { get; } = ByName(typeof(CommandResult.Done), typeof(CommandResult.Refused));

    /// <summary>Adds to the generated metadata what attributes would say.</summary>
    public static void Shape(JsonTypeInfo info)
    {
        if (Cases(info.Type) is { } cases)
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Discriminator };
            foreach (var (name, type) in cases)
            {
                info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
            }
        }

        // A struct can be made without its constructor's arguments, so the serializer would not ask for them.
        var isPlainStruct = info.Type == typeof(MediaState) || info.Type == typeof(CallParty);
        foreach (var property in info.Properties)
        {
            if (isPlainStruct)
            {
                property.IsRequired = true;
            }
            else if (property.AssociatedParameter is { IsNullable: true })
            {
                // What may be null may be left out; it is so written, too.
                property.IsRequired = false;
            }
        }
    }

    private static IReadOnlyDictionary<string, Type>? Cases(Type type)
        => type == typeof(ClientFrame) ? ClientFrames
            : type == typeof(ServerFrame) ? ServerFrames
            : type == typeof(CallCommand) ? Commands
            : type == typeof(CallSignal) ? Signals
            : type == typeof(CommandResult) ? Results
            : null;

    private static Dictionary<string, Type> ByName(params Type[] types)
        => types.ToDictionary(type => JsonNamingPolicy.CamelCase.ConvertName(type.Name));
}
