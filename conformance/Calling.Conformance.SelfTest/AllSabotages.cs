using Calling.Conformance.SelfTest.Sabotages;

namespace Calling.Conformance.SelfTest;

/// <summary>Every sabotage, and the automated rules that have none.</summary>
internal static class AllSabotages
{
    /// <summary>By section.</summary>
    public static IReadOnlyList<Sabotage> List { get; } =
    [
        .. SignInSabotages.All, .. RingingSabotages.All, .. AnsweringSabotages.All, .. EndingSabotages.All, .. TimeoutSabotages.All,
        .. ConflictSabotages.All, .. GlareSabotages.All, .. DeviceSabotages.All, .. MediaSabotages.All, .. SwitchingSabotages.All,
        .. RecoverySabotages.All, .. LossSabotages.All, .. EventSabotages.All, .. RecordSabotages.All, .. ConfigurationSabotages.All,
    ];

    /// <summary>Automated rules of which the kit has no test, each with the tests that prove it instead.</summary>
    public static IReadOnlyDictionary<string, string> NotSabotaged { get; } = new Dictionary<string, string>
    {
        ["CALL-097"] = "the mock encrypts nothing; Providers.WebRtc.Tests SdpGuardTests and Providers.WebRtc.GStreamer.Tests NegotiationTests",
        ["CALL-114"] = "a fault inside a provider cannot be made from outside; Core.Tests ShellTests and MediaTests, EndToEnd.Tests HostilePeerTests",
        ["CALL-140"] = "about the application's configuration, not about one provider; Core.Tests RegistrationTests",
        ["CALL-141"] = "about start-up, before there is a client; Core.Tests RegistrationTests",
        ["CALL-143"] = "about several providers; Core.Tests FailoverPlacingTests",
    };
}
