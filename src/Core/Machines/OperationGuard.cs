using Calling.Providers;

namespace Calling.Machines;

/// <summary>What an operation brings along, against what the provider declares and accepts (rules CALL-006, CALL-142).</summary>
internal static class OperationGuard
{
    /// <summary>The app's data.</summary>
    public static CallException? Data(string operation, string? data, ProviderDescriptor provider) =>
        data is null ? null
        : Lacks(provider, CallCapabilities.CallData) ? CallErrors.NotSupported(operation, provider, CallCapabilities.CallData, "data")
        : CallLimits.CheckText("data", data, provider.Limits.MaxDataBytes) is { } problem ? CallErrors.Argument(operation, problem)
        : null;

    /// <summary>A hang-up's options: checked before capture ends, so that a refused hang-up changes nothing.</summary>
    public static CallException? HangUp(HangUpOptions? options, CallSnapshot call, string? self, ProviderDescriptor provider)
    {
        const string Operation = nameof(ICallSession.HangUpAsync);
        return options?.Scope switch
        {
            null => null,
            HangUpScope.Everyone when Lacks(provider, CallCapabilities.EndForEveryone) =>
                CallErrors.NotSupported(Operation, provider, CallCapabilities.EndForEveryone, "ending for everyone"),
            HangUpScope.Everyone when call is { IsGroup: true, State: not CallState.Ended } && call.Caller != self =>
                CallErrors.Rights(call.State, Operation, $"only the caller '{call.Caller}' ends the call for everyone"),
            _ => Data(Operation, options.Data, provider),
        };
    }

    /// <summary>A reject's options.</summary>
    public static CallException? Reject(CallInput.Reject reject, ProviderDescriptor provider)
    {
        const string Operation = nameof(ICallSession.RejectAsync);
        return reject.Reason is not null && Lacks(provider, CallCapabilities.RejectReason)
                ? CallErrors.NotSupported(Operation, provider, CallCapabilities.RejectReason, "a reason")
            : CallLimits.CheckText("reason", reject.Reason, provider.Limits.MaxReasonBytes) is { } problem ? CallErrors.Argument(Operation, problem)
            : reject.Scope == RejectScope.Device && Lacks(provider, CallCapabilities.RejectSync)
                ? CallErrors.NotSupported(Operation, provider, CallCapabilities.RejectSync, "a reject of one device")
            : Data(Operation, reject.Data, provider);
    }

    private static bool Lacks(ProviderDescriptor provider, CallCapabilities capability) => !provider.Capabilities.HasFlag(capability);
}
