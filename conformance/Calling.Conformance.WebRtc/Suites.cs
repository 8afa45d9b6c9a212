namespace Calling.Conformance.WebRtc;

public sealed class SignIn(WebRtcFixture f) : SignInSuite<WebRtcFixture>(f);

public sealed class Answering(WebRtcFixture f) : AnsweringSuite<WebRtcFixture>(f);

public sealed class Ending(WebRtcFixture f) : EndingSuite<WebRtcFixture>(f);

public sealed class Timeout(WebRtcFixture f) : TimeoutSuite<WebRtcFixture>(f);

public sealed class Conflict(WebRtcFixture f) : ConflictSuite<WebRtcFixture>(f);

public sealed class Media(WebRtcFixture f) : MediaSuite<WebRtcFixture>(f);

public sealed class Recovery(WebRtcFixture f) : RecoverySuite<WebRtcFixture>(f);

public sealed class Events(WebRtcFixture f) : EventsSuite<WebRtcFixture>(f);

public sealed class Configuration(WebRtcFixture f) : ConfigurationSuite<WebRtcFixture>(f);

public sealed class Ringing(WebRtcFixture f) : RingingSuite<WebRtcFixture>(f);

public sealed class Devices(WebRtcFixture f) : DevicesSuite<WebRtcFixture>(f);

public sealed class SingleDevice(WebRtcFixture f) : SingleDeviceSuite<WebRtcFixture>(f);

public sealed class Switching(WebRtcFixture f) : SwitchingSuite<WebRtcFixture>(f);

public sealed class Records(WebRtcFixture f) : RecordsSuite<WebRtcFixture>(f);

public sealed class Glare(WebRtcFixture f) : GlareSuite<WebRtcFixture>(f);

public sealed class Loss(WebRtcFixture f) : LossSuite<WebRtcFixture>(f);

public sealed class Group(WebRtcFixture f) : GroupSuite<WebRtcFixture>(f);

public sealed class GroupMedia(WebRtcFixture f) : GroupMediaSuite<WebRtcFixture>(f);

public sealed class Inviting(WebRtcFixture f) : InvitingSuite<WebRtcFixture>(f);

public sealed class Joining(WebRtcFixture f) : JoiningSuite<WebRtcFixture>(f);

public sealed class GroupEnd(WebRtcFixture f) : GroupEndSuite<WebRtcFixture>(f);

public sealed class Hostile(WebRtcFixture f) : HostileSuite<WebRtcFixture>(f);

public sealed class GroupHostile(WebRtcFixture f) : GroupHostileSuite<WebRtcFixture>(f);

public sealed class Flood(WebRtcFixture f) : FloodSuite<WebRtcFixture>(f);

public sealed class Differential(WebRtcFixture f) : DifferentialSuite<WebRtcFixture>(f);

public sealed class Completeness : CompletenessSuite<WebRtcFixture>;
