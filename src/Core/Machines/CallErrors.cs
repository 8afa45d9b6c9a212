using Calling.Providers;

namespace Calling.Machines;

/// <summary>The exceptions that the machines raise.</summary>
internal static class CallErrors
{
    public static CallException Gone(CallModel call, string operation) =>
        new(CallErrorCode.CallGone, $"{operation}: the call is over ({call.End!.Reason}).")
        {
            Operation = operation, State = CallState.Ended, EndReason = call.End.Reason, ProviderCode = call.End.ProviderCode,
        };

    public static CallException Forgotten(string callId, string operation) =>
        new(CallErrorCode.CallGone, $"{operation}: the call {callId} is over.") { Operation = operation, State = CallState.Ended };

    public static CallException State(CallModel call, string operation, string why) =>
        new(CallErrorCode.InvalidState, $"{operation}: {why} (state {call.State}).") { Operation = operation, State = call.State };

    public static CallException Refused(CallModel call, string operation, CommandResult.Refused refusal) =>
        new(
            refusal.Code == RefusalCode.InvalidArgument ? CallErrorCode.InvalidArgument : CallErrorCode.ProviderFailed,
            $"{operation}: {refusal.Message ?? $"the provider refused ({refusal.Code})"}")
        {
            Operation = operation, State = call.State, ProviderCode = refusal.Code.ToString(),
        };

    public static CallException NotSignedIn(string operation) =>
        new(CallErrorCode.NotSignedIn, $"{operation}: nobody is signed in.") { Operation = operation };

    public static CallException NotAllowed(CallModel call, string operation, CommandResult.Refused refusal) =>
        State(call, operation, refusal.Message ?? $"the provider refused ({refusal.Code})");

    public static CallException Argument(string operation, string problem) =>
        new(CallErrorCode.InvalidArgument, $"{operation}: {problem}") { Operation = operation };

    public static CallException NotSupported(string operation, ProviderDescriptor provider, CallCapabilities capability, string what) =>
        new(CallErrorCode.NotSupported, $"{operation}: {what} needs the capability {capability}, which the provider {provider.Name} does not declare.")
        {
            Operation = operation, Capability = capability,
        };
}
