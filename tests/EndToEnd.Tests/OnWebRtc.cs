using Calling.EndToEnd;

namespace Calling.OnWebRtc;

public sealed class SignIn() : SignInScenarios(new WebRtcStage());

public sealed class Calls() : CallScenarios(new WebRtcStage());

public sealed class Media() : MediaScenarios(new WebRtcStage());

public sealed class Events() : EventScenarios(new WebRtcStage());
