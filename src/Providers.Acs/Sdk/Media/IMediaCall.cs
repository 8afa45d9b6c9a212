namespace Calling.Providers.Acs.Sdk;

/// <summary>Where a media session's call comes from, and who is told what.</summary>
internal interface IMediaCall
{
    /// <summary>
    /// Whether others learn by the call itself what is on here, and a line tells of its end: native mode. Otherwise the signalling says so, and the
    /// call's end is a fault.
    /// </summary>
    bool IsSignalled { get; }

    /// <summary>Enters the call: nothing is captured or sent.</summary>
    /// <exception cref="CallException">It cannot be entered.</exception>
    ValueTask<(WatchedCall Call, LocalMedia Local)> EnterAsync(CancellationToken ct);

    /// <summary>The session is over, whether it was entered or not.</summary>
    ValueTask LeaveAsync();
}
