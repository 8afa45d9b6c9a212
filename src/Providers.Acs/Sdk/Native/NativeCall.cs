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

    /// <summary>The other one's id at the vendor: who is called in a call of two, or who rings here.</summary>
    public string PeerId { get; set; } = "";

    /// <summary>
    /// It takes further members. Who placed it knows; nothing tells a callee, to whom it shows once it has answered: others are there, or it goes on without
    /// the caller.
    /// </summary>
    public bool IsGroup { get; set; }

    /// <summary>It was placed here as a group: a call of the vendor's that was entered alone, and into which the others are rung.</summary>
    public bool IsEntered => IsGroup && Direction == CallDirection.Outgoing;

    public AcsCallFacts Facts { get; set; } = new(self, default, direction);

    public IncomingCall? Incoming { get; set; }

    /// <summary>The call itself: from the start of an outgoing one, from the accept of an incoming one.</summary>
    public WatchedCall? Call { get; set; }

    public LocalMedia? Local { get; set; }

    /// <summary>The others, by their ids at the vendor.</summary>
    public Dictionary<string, NativeMember> Members { get; } = [];

    /// <summary>Every invitation that is known of, in the order of inviting; of a call that rings or rang here only once it shows as a group.</summary>
    public List<NativeInvitation> Invitations { get; } = [];

    /// <summary>Whose names the directory was asked for.</summary>
    public HashSet<string> Asked { get; } = [];

    /// <summary>Who is being added by this device: looked at once it is clear what came of that.</summary>
    public HashSet<string> Adding { get; } = [];

    /// <summary>What is found is in the view that is being made, so it is not told one by one.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Nobody else is left in it. The call's own end, which would say more, may follow; once this is set it is not waited for any longer.</summary>
    public bool IsLeftAlone { get; set; }

    /// <summary>Ends that waiting.</summary>
    public ITimer? Alone { get; set; }

    /// <summary>What was asked for and what came of it: the same command is not carried out twice.</summary>
    public Dictionary<string, Task<CommandResult>> Commands { get; } = [];

    /// <summary>How many signals were told.</summary>
    public long Revision { get; set; }

    public long RingsUntil { get; set; }

    public bool IsTold { get; set; }

    /// <summary>Somebody whom this device has called has answered, or this device has.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>An accept is on its way: what the invitation's end means shows in its result.</summary>
    public bool IsAccepting { get; set; }

    public CallEnding? Ending { get; private set; }

    public bool IsVideo => Details?.Media == CallMedia.Video;

    bool IMediaCall.IsSignalled => true;

    /// <summary>Completes once it is connected, or over.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Completes once it is over.</summary>
    public Task Over => _over.Task;

    public void Settle() => _settled.TrySetResult();

    public NativeMember? Find(string userId) => Members.Values.FirstOrDefault(m => m.Party.UserId == userId);

    public void End(CallEnding ending)
    {
        Ending = ending;
        Alone?.Dispose();
        Settle();
        _over.TrySetResult();
    }

    ValueTask<(WatchedCall Call, LocalMedia Local)> IMediaCall.EnterAsync(CancellationToken ct) => Call is { } call && Local is { } local
        ? ValueTask.FromResult((call, local))
        : throw new CallException(CallErrorCode.ProviderFailed, $"The vendor has no call for {CallId}.");

    ValueTask IMediaCall.LeaveAsync() => ValueTask.CompletedTask;
}
