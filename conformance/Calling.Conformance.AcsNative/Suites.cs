namespace Calling.Conformance.AcsNative;

public sealed class SignIn(AcsNativeFixture f) : SignInSuite<AcsNativeFixture>(f);

public sealed class Answering(AcsNativeFixture f) : AnsweringSuite<AcsNativeFixture>(f);

public sealed class Ending(AcsNativeFixture f) : EndingSuite<AcsNativeFixture>(f);

public sealed class Timeout(AcsNativeFixture f) : TimeoutSuite<AcsNativeFixture>(f);

public sealed class Conflict(AcsNativeFixture f) : ConflictSuite<AcsNativeFixture>(f);

public sealed class Media(AcsNativeFixture f) : MediaSuite<AcsNativeFixture>(f);

public sealed class Recovery(AcsNativeFixture f) : RecoverySuite<AcsNativeFixture>(f);

public sealed class Events(AcsNativeFixture f) : EventsSuite<AcsNativeFixture>(f);

public sealed class Configuration(AcsNativeFixture f) : ConfigurationSuite<AcsNativeFixture>(f);

public sealed class Ringing(AcsNativeFixture f) : RingingSuite<AcsNativeFixture>(f);

public sealed class Devices(AcsNativeFixture f) : DevicesSuite<AcsNativeFixture>(f);

public sealed class SingleDevice(AcsNativeFixture f) : SingleDeviceSuite<AcsNativeFixture>(f);

public sealed class Switching(AcsNativeFixture f) : SwitchingSuite<AcsNativeFixture>(f);

public sealed class Records(AcsNativeFixture f) : RecordsSuite<AcsNativeFixture>(f);

public sealed class Glare(AcsNativeFixture f) : GlareSuite<AcsNativeFixture>(f);

public sealed class Loss(AcsNativeFixture f) : LossSuite<AcsNativeFixture>(f);

public sealed class Group(AcsNativeFixture f) : GroupSuite<AcsNativeFixture>(f);

public sealed class GroupMedia(AcsNativeFixture f) : GroupMediaSuite<AcsNativeFixture>(f);

public sealed class Inviting(AcsNativeFixture f) : InvitingSuite<AcsNativeFixture>(f);

public sealed class Joining(AcsNativeFixture f) : JoiningSuite<AcsNativeFixture>(f);

public sealed class GroupEnd(AcsNativeFixture f) : GroupEndSuite<AcsNativeFixture>(f);

public sealed class Hostile(AcsNativeFixture f) : HostileSuite<AcsNativeFixture>(f);

public sealed class GroupHostile(AcsNativeFixture f) : GroupHostileSuite<AcsNativeFixture>(f);

public sealed class Flood(AcsNativeFixture f) : FloodSuite<AcsNativeFixture>(f);

/// <summary>It compares with the mock, which is driven from outside and must not wait for threads.</summary>
[Collection("Alone")]
public sealed class Differential(AcsNativeFixture f) : DifferentialSuite<AcsNativeFixture>(f);

public sealed class Completeness : CompletenessSuite<AcsNativeFixture>;

[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
