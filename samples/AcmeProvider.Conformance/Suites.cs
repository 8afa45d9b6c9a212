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

public sealed class Completeness : CompletenessSuite<AcmeFixture>;
