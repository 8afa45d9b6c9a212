namespace Calling.Conformance.SelfTest.Suites;

// Not public, so that xunit does not run them by itself: a sabotage does.
internal sealed class SignIn(SabotagedFixture f) : SignInSuite<SabotagedFixture>(f);

internal sealed class Ringing(SabotagedFixture f) : RingingSuite<SabotagedFixture>(f);

internal sealed class Answering(SabotagedFixture f) : AnsweringSuite<SabotagedFixture>(f);

internal sealed class Ending(SabotagedFixture f) : EndingSuite<SabotagedFixture>(f);

internal sealed class Timeout(SabotagedFixture f) : TimeoutSuite<SabotagedFixture>(f);

internal sealed class Conflict(SabotagedFixture f) : ConflictSuite<SabotagedFixture>(f);

internal sealed class Media(SabotagedFixture f) : MediaSuite<SabotagedFixture>(f);

internal sealed class Recovery(SabotagedFixture f) : RecoverySuite<SabotagedFixture>(f);

internal sealed class Events(SabotagedFixture f) : EventsSuite<SabotagedFixture>(f);

internal sealed class Configuration(SabotagedFixture f) : ConfigurationSuite<SabotagedFixture>(f);

internal sealed class Devices(SabotagedFixture f) : DevicesSuite<SabotagedFixture>(f);

internal sealed class SingleDevice(SabotagedFixture f) : SingleDeviceSuite<SabotagedFixture>(f);

internal sealed class Switching(SabotagedFixture f) : SwitchingSuite<SabotagedFixture>(f);

internal sealed class Records(SabotagedFixture f) : RecordsSuite<SabotagedFixture>(f);

internal sealed class Glare(SabotagedFixture f) : GlareSuite<SabotagedFixture>(f);

internal sealed class Loss(SabotagedFixture f) : LossSuite<SabotagedFixture>(f);

internal sealed class Group(SabotagedFixture f) : GroupSuite<SabotagedFixture>(f);

internal sealed class GroupMedia(SabotagedFixture f) : GroupMediaSuite<SabotagedFixture>(f);

internal sealed class Inviting(SabotagedFixture f) : InvitingSuite<SabotagedFixture>(f);

internal sealed class Joining(SabotagedFixture f) : JoiningSuite<SabotagedFixture>(f);

internal sealed class GroupEnd(SabotagedFixture f) : GroupEndSuite<SabotagedFixture>(f);

internal sealed class Hostile(SabotagedFixture f) : HostileSuite<SabotagedFixture>(f);

internal sealed class GroupHostile(SabotagedFixture f) : GroupHostileSuite<SabotagedFixture>(f);

internal sealed class Flood(SabotagedFixture f) : FloodSuite<SabotagedFixture>(f);

public sealed class Completeness : CompletenessSuite<SabotagedFixture>
{
    protected override IReadOnlyDictionary<Type, string> Waived { get; } = new Dictionary<Type, string>
    {
        [typeof(DifferentialSuite<>)] = "it is no test of one rule; DifferentialTests break what it looks at",
    };
}
