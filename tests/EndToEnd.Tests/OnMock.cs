using Calling.EndToEnd;

namespace Calling.OnMock;

public sealed class SignIn() : SignInScenarios(new VirtualStage());

public sealed class Calls() : CallScenarios(new VirtualStage());

public sealed class Media() : MediaScenarios(new VirtualStage());

public sealed class Events() : EventScenarios(new VirtualStage());
