namespace Calling.Conformance.Mock;

public sealed class SignIn(MockFixture f) : SignInSuite<MockFixture>(f);

public sealed class Answering(MockFixture f) : AnsweringSuite<MockFixture>(f);

public sealed class Ending(MockFixture f) : EndingSuite<MockFixture>(f);

public sealed class Timeout(MockFixture f) : TimeoutSuite<MockFixture>(f);

public sealed class Conflict(MockFixture f) : ConflictSuite<MockFixture>(f);

public sealed class Media(MockFixture f) : MediaSuite<MockFixture>(f);

public sealed class Recovery(MockFixture f) : RecoverySuite<MockFixture>(f);

public sealed class Events(MockFixture f) : EventsSuite<MockFixture>(f);

public sealed class Configuration(MockFixture f) : ConfigurationSuite<MockFixture>(f);

public sealed class Ringing(MockFixture f) : RingingSuite<MockFixture>(f);

public sealed class Devices(MockFixture f) : DevicesSuite<MockFixture>(f);

public sealed class SingleDevice(MockFixture f) : SingleDeviceSuite<MockFixture>(f);

public sealed class Switching(MockFixture f) : SwitchingSuite<MockFixture>(f);

public sealed class Records(MockFixture f) : RecordsSuite<MockFixture>(f);

public sealed class Glare(MockFixture f) : GlareSuite<MockFixture>(f);

public sealed class Loss(MockFixture f) : LossSuite<MockFixture>(f);

public sealed class Group(MockFixture f) : GroupSuite<MockFixture>(f);

public sealed class GroupMedia(MockFixture f) : GroupMediaSuite<MockFixture>(f);

public sealed class Inviting(MockFixture f) : InvitingSuite<MockFixture>(f);

public sealed class Joining(MockFixture f) : JoiningSuite<MockFixture>(f);

public sealed class GroupEnd(MockFixture f) : GroupEndSuite<MockFixture>(f);

public sealed class Hostile(MockFixture f) : HostileSuite<MockFixture>(f);

public sealed class GroupHostile(MockFixture f) : GroupHostileSuite<MockFixture>(f);

public sealed class Flood(MockFixture f) : FloodSuite<MockFixture>(f);

public sealed class Differential(MockFixture f) : DifferentialSuite<MockFixture>(f);

public sealed class Completeness : CompletenessSuite<MockFixture>;
