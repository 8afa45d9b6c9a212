namespace Calling.Conformance.SipSorcery;

public sealed class SignIn(SipSorceryFixture f) : SignInSuite<SipSorceryFixture>(f);

public sealed class Answering(SipSorceryFixture f) : AnsweringSuite<SipSorceryFixture>(f);

public sealed class Ending(SipSorceryFixture f) : EndingSuite<SipSorceryFixture>(f);

public sealed class Timeout(SipSorceryFixture f) : TimeoutSuite<SipSorceryFixture>(f);

public sealed class Conflict(SipSorceryFixture f) : ConflictSuite<SipSorceryFixture>(f);

public sealed class Media(SipSorceryFixture f) : MediaSuite<SipSorceryFixture>(f);

public sealed class Recovery(SipSorceryFixture f) : RecoverySuite<SipSorceryFixture>(f);

public sealed class Events(SipSorceryFixture f) : EventsSuite<SipSorceryFixture>(f);

public sealed class Configuration(SipSorceryFixture f) : ConfigurationSuite<SipSorceryFixture>(f);

public sealed class Ringing(SipSorceryFixture f) : RingingSuite<SipSorceryFixture>(f);

public sealed class Devices(SipSorceryFixture f) : DevicesSuite<SipSorceryFixture>(f);

public sealed class SingleDevice(SipSorceryFixture f) : SingleDeviceSuite<SipSorceryFixture>(f);

public sealed class Switching(SipSorceryFixture f) : SwitchingSuite<SipSorceryFixture>(f);

public sealed class Records(SipSorceryFixture f) : RecordsSuite<SipSorceryFixture>(f);

public sealed class Glare(SipSorceryFixture f) : GlareSuite<SipSorceryFixture>(f);

public sealed class Loss(SipSorceryFixture f) : LossSuite<SipSorceryFixture>(f);

public sealed class Group(SipSorceryFixture f) : GroupSuite<SipSorceryFixture>(f);

public sealed class GroupMedia(SipSorceryFixture f) : GroupMediaSuite<SipSorceryFixture>(f);

public sealed class Inviting(SipSorceryFixture f) : InvitingSuite<SipSorceryFixture>(f);

public sealed class Joining(SipSorceryFixture f) : JoiningSuite<SipSorceryFixture>(f);

public sealed class GroupEnd(SipSorceryFixture f) : GroupEndSuite<SipSorceryFixture>(f);

public sealed class Hostile(SipSorceryFixture f) : HostileSuite<SipSorceryFixture>(f);

public sealed class GroupHostile(SipSorceryFixture f) : GroupHostileSuite<SipSorceryFixture>(f);

public sealed class Flood(SipSorceryFixture f) : FloodSuite<SipSorceryFixture>(f);

public sealed class Differential(SipSorceryFixture f) : DifferentialSuite<SipSorceryFixture>(f);

public sealed class Completeness : CompletenessSuite<SipSorceryFixture>;
