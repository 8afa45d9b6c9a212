using Calling.Conformance.SelfTest.Sabotages;

namespace Calling.Conformance.SelfTest;

/// <summary>Every sabotage, and the automated rules that have none.</summary>
internal static class AllSabotages
{
    /// <summary>By section.</summary>
    public static IReadOnlyList<Sabotage> List { get; } =
    [
        .. SignInSabotages.All, .. RingingSabotages.All, .. AnsweringSabotages.All, .. EndingSabotages.All, .. TimeoutSabotages.All,
        .. ConflictSabotages.All, .. GlareSabotages.All, .. DeviceSabotages.All, .. GroupSabotages.All, .. InvitingSabotages.All,
        .. MediaSabotages.All, .. SwitchingSabotages.All,
        .. RecoverySabotages.All, .. LossSabotages.All, .. EventSabotages.All, .. RecordSabotages.All, .. ConfigurationSabotages.All,
    ];

    /// <summary>Automated rules of which the kit has no test, each with the tests that prove it instead.</summary>
    public static IReadOnlyDictionary<string, Excuse> NotSabotaged { get; } = new Dictionary<string, Excuse>
    {
        ["CALL-097"] = new(
            "The mock encrypts nothing.",
            "tests/Providers.WebRtc.Tests/Guards/SdpGuardTests.cs", "tests/Providers.WebRtc.GStreamer.Tests/NegotiationTests.cs"),
        ["CALL-114"] = new(
            "A fault inside a provider cannot be made from outside.",
            "tests/Core.Tests/ShellTests.cs", "tests/Core.Tests/MediaTests.cs", "tests/EndToEnd.Tests/HostilePeerTests.cs"),
        ["CALL-140"] = new(
            "It is about the application's configuration, not about one provider. That two providers do the same is DifferentialTests here.",
            "tests/Core.Tests/RegistrationTests.cs"),
        ["CALL-141"] = new("It is about start-up, before there is a client.", "tests/Core.Tests/RegistrationTests.cs"),
        ["CALL-143"] = new("It is about several providers.", "tests/Core.Tests/Failover/FailoverPlacingTests.cs"),
        ["CALL-150"] = new("It is about what the server does beside the line.", "tests/Server.Tests/PushTests.cs"),
    };
}
