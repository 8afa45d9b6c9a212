namespace Calling.Conformance.AcsPaired;

public sealed class SignIn(AcsPairedFixture f) : SignInSuite<AcsPairedFixture>(f);

public sealed class Answering(AcsPairedFixture f) : AnsweringSuite<AcsPairedFixture>(f);

public sealed class Ending(AcsPairedFixture f) : EndingSuite<AcsPairedFixture>(f);

public sealed class Timeout(AcsPairedFixture f) : TimeoutSuite<AcsPairedFixture>(f);

public sealed class Conflict(AcsPairedFixture f) : ConflictSuite<AcsPairedFixture>(f);

public sealed class Media(AcsPairedFixture f) : MediaSuite<AcsPairedFixture>(f);

public sealed class Recovery(AcsPairedFixture f) : RecoverySuite<AcsPairedFixture>(f);

public sealed class Events(AcsPairedFixture f) : EventsSuite<AcsPairedFixture>(f);

public sealed class Configuration(AcsPairedFixture f) : ConfigurationSuite<AcsPairedFixture>(f);

public sealed class Ringing(AcsPairedFixture f) : RingingSuite<AcsPairedFixture>(f);

public sealed class Devices(AcsPairedFixture f) : DevicesSuite<AcsPairedFixture>(f);

public sealed class SingleDevice(AcsPairedFixture f) : SingleDeviceSuite<AcsPairedFixture>(f);

public sealed class Switching(AcsPairedFixture f) : SwitchingSuite<AcsPairedFixture>(f);

public sealed class Records(AcsPairedFixture f) : RecordsSuite<AcsPairedFixture>(f);

public sealed class Glare(AcsPairedFixture f) : GlareSuite<AcsPairedFixture>(f);

public sealed class Loss(AcsPairedFixture f) : LossSuite<AcsPairedFixture>(f);

public sealed class Group(AcsPairedFixture f) : GroupSuite<AcsPairedFixture>(f);

public sealed class GroupMedia(AcsPairedFixture f) : GroupMediaSuite<AcsPairedFixture>(f);

public sealed class Inviting(AcsPairedFixture f) : InvitingSuite<AcsPairedFixture>(f);

public sealed class Joining(AcsPairedFixture f) : JoiningSuite<AcsPairedFixture>(f);

public sealed class GroupEnd(AcsPairedFixture f) : GroupEndSuite<AcsPairedFixture>(f);

public sealed class Hostile(AcsPairedFixture f) : HostileSuite<AcsPairedFixture>(f);

public sealed class GroupHostile(AcsPairedFixture f) : GroupHostileSuite<AcsPairedFixture>(f);

[Collection("Alone")]
public sealed class Flood(AcsPairedFixture f) : FloodSuite<AcsPairedFixture>(f);

[Collection("Alone")]
public sealed class Differential(AcsPairedFixture f) : DifferentialSuite<AcsPairedFixture>(f);

public sealed class Completeness : CompletenessSuite<AcsPairedFixture>;

/// <summary>What measures moments has the machine for itself.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
