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

    public static CallException Faulted(CallState state, string operation, ProviderFault fault) =>
        new(CallErrorCode.ProviderFailed, $"{operation}: {fault.Message}") { Operation = operation, State = state, ProviderCode = fault.Code };

    public static CallException NotSignedIn(string operation) =>
        new(CallErrorCode.NotSignedIn, $"{operation}: nobody is signed in.") { Operation = operation };

    /// <summary>What the arbiter says of who may be in a call, and who decides that (rules CALL-083, CALL-087, CALL-089).</summary>
    public static CallException Denied(CallState state, string operation, CommandResult.Refused refusal) =>
        new(
            refusal.Code switch
            {
                RefusalCode.InvalidArgument => CallErrorCode.InvalidArgument,
                RefusalCode.NotAllowed => CallErrorCode.NotAllowed,
                RefusalCode.InvalidState => CallErrorCode.InvalidState,
                RefusalCode.NotFound or RefusalCode.CallGone => CallErrorCode.CallGone,
                RefusalCode.NotSupported => CallErrorCode.NotSupported,
                RefusalCode.RateLimited => CallErrorCode.RateLimited,
                _ => CallErrorCode.ProviderFailed,
            },
            refusal.Code is RefusalCode.NotFound or RefusalCode.CallGone
                ? $"{operation}: there is no such call, or none that this user may enter."
                : $"{operation}: {refusal.Message ?? $"the provider refused ({refusal.Code})"}")
        {
            Operation = operation, State = state, ProviderCode = refusal.Code.ToString(),
        };

    public static CallException NotAllowed(CallModel call, string operation, CommandResult.Refused refusal) =>
        State(call, operation, refusal.Message ?? $"the provider refused ({refusal.Code})");

    public static CallException Rights(CallState state, string operation, string why) =>
        new(CallErrorCode.NotAllowed, $"{operation}: {why}.") { Operation = operation, State = state };

    public static CallException Argument(string operation, string problem) =>
        new(CallErrorCode.InvalidArgument, $"{operation}: {problem}") { Operation = operation };

    public static CallException NotSupported(string operation, ProviderDescriptor provider, CallCapabilities capability, string what) =>
        new(CallErrorCode.NotSupported, $"{operation}: {what} needs the capability {capability}, which the provider {provider.Name} does not declare.")
        {
            Operation = operation, Capability = capability,
        };
}
