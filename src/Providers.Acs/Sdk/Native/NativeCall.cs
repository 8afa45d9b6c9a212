using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>One call that the vendor rings, as its line knows it. Changed on the line's queue only.</summary>
internal sealed class NativeCall(string callId, CallDirection direction, CallParty self) : IMediaCall
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string CallId => callId;

    public CallDirection Direction => direction;

    /// <summary>Null until it is known who the other one is.</summary>
    public CallDetails? Details { get; set; }

    /// <summary>The other one's id at the vendor.</summary>
    public string PeerId { get; set; } = "";

    public AcsCallFacts Facts { get; set; } = new(self, default, direction);

    public IncomingCall? Incoming { get; set; }

    /// <summary>The call itself: from the start of an outgoing one, from the accept of an incoming one.</summary>
    public WatchedCall? Call { get; set; }

    public LocalMedia? Local { get; set; }

    public Dictionary<string, NativeMember> Members { get; } = [];

    /// <summary>What was asked for and what came of it: the same command is not carried out twice.</summary>
    public Dictionary<string, Task<CommandResult>> Commands { get; } = [];

    /// <summary>How many signals were told.</summary>
    public long Revision { get; set; }

    public long RingsUntil { get; set; }

    public bool IsTold { get; set; }

    public bool IsAlerted { get; set; }

    public bool IsAnswered { get; set; }

    /// <summary>An accept is on its way: what the invitation's end means shows in its result.</summary>
    public bool IsAccepting { get; set; }

    public CallEnding? Ending { get; private set; }

    public string PeerUserId => Direction == CallDirection.Outgoing ? Details!.Callees[0] : Details!.Caller.UserId;

    public bool IsVideo => Details?.Media == CallMedia.Video;

    bool IMediaCall.IsSignalled => true;

    /// <summary>Completes once it is connected, or over.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Completes once it is over.</summary>
    public Task Over => _over.Task;

    public void Settle() => _settled.TrySetResult();

    public void End(CallEnding ending)
    {
        Ending = ending;
        Settle();
        _over.TrySetResult();
    }

    ValueTask<(WatchedCall Call, LocalMedia Local)> IMediaCall.EnterAsync(CancellationToken ct) => Call is { } call && Local is { } local
        ? ValueTask.FromResult((call, local))
        : throw new CallException(CallErrorCode.ProviderFailed, $"The vendor has no call for {CallId}.");

    ValueTask IMediaCall.LeaveAsync() => ValueTask.CompletedTask;
}
