// The SDK's names that Calling has, too.
global using SdkCallOptions = Azure.Communication.Calling.WindowsClient.CallOptions;
global using SdkCallState = Azure.Communication.Calling.WindowsClient.CallState;
global using SdkHangUpOptions = Azure.Communication.Calling.WindowsClient.HangUpOptions;
global using SdkParticipantState = Azure.Communication.Calling.WindowsClient.ParticipantState;
