namespace Calling.Conformance.Acme;

public sealed class SignIn(AcmeFixture f) : SignInSuite<AcmeFixture>(f);

public sealed class Answering(AcmeFixture f) : AnsweringSuite<AcmeFixture>(f);

public sealed class Ending(AcmeFixture f) : EndingSuite<AcmeFixture>(f);

public sealed class Timeout(AcmeFixture f) : TimeoutSuite<AcmeFixture>(f);

public sealed class Conflict(AcmeFixture f) : ConflictSuite<AcmeFixture>(f);

public sealed class Media(AcmeFixture f) : MediaSuite<AcmeFixture>(f);

public sealed class Recovery(AcmeFixture f) : RecoverySuite<AcmeFixture>(f);

public sealed class Events(AcmeFixture f) : EventsSuite<AcmeFixture>(f);

public sealed class Configuration(AcmeFixture f) : ConfigurationSuite<AcmeFixture>(f);

public sealed class Ringing(AcmeFixture f) : RingingSuite<AcmeFixture>(f);

public sealed class Devices(AcmeFixture f) : DevicesSuite<AcmeFixture>(f);

public sealed class SingleDevice(AcmeFixture f) : SingleDeviceSuite<AcmeFixture>(f);

public sealed class Switching(AcmeFixture f) : SwitchingSuite<AcmeFixture>(f);

public sealed class Records(AcmeFixture f) : RecordsSuite<AcmeFixture>(f);

public sealed class Glare(AcmeFixture f) : GlareSuite<AcmeFixture>(f);

public sealed class Loss(AcmeFixture f) : LossSuite<AcmeFixture>(f);

public sealed class Group(AcmeFixture f) : GroupSuite<AcmeFixture>(f);

public sealed class GroupMedia(AcmeFixture f) : GroupMediaSuite<AcmeFixture>(f);

public sealed class Inviting(AcmeFixture f) : InvitingSuite<AcmeFixture>(f);

public sealed class Joining(AcmeFixture f) : JoiningSuite<AcmeFixture>(f);

public sealed class GroupEnd(AcmeFixture f) : GroupEndSuite<AcmeFixture>(f);

public sealed class Hostile(AcmeFixture f) : HostileSuite<AcmeFixture>(f);

public sealed class GroupHostile(AcmeFixture f) : GroupHostileSuite<AcmeFixture>(f);

public sealed class Flood(AcmeFixture f) : FloodSuite<AcmeFixture>(f);

public sealed class Differential(AcmeFixture f) : DifferentialSuite<AcmeFixture>(f);

public sealed class Completeness : CompletenessSuite<AcmeFixture>;
