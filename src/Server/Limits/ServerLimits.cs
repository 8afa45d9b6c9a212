using System.Net;
using Calling.Providers;
using Microsoft.Extensions.Options;

namespace Calling.Server.Limits;

/// <summary>All limits of one server.</summary>
internal sealed class ServerLimits(IOptions<CallingServerOptions> options, TimeProvider time)
{
    private readonly BucketTable<CallParty> _devices = new(options.Value.PerDevice, time);
    private readonly BucketTable<string> _users = new(options.Value.PerUser, time);
    private readonly BucketTable<IPAddress> _addresses = new(options.Value.PerAddress, time);
    private readonly BucketTable<IPAddress> _connects = new(options.Value.Connects, time);

    private readonly BucketTable<string> _calls = new(options.Value.Calls, time);
    private readonly BucketTable<string> _vendorTokens = new(options.Value.VendorTokens, time);

    public ConnectionCounts Connections { get; } = new(options.Value);

    public CalleeLimit Callees { get; } = new(options.Value.MaxCalleesPerMinute, time);

    public bool MayConnect(IPAddress address) => _connects.TryTake(address);

    /// <summary>The backend asked, who is trusted and asks for many: its requests cost its address nothing.</summary>
    public void DoesNotConnect(IPAddress address) => _connects.Return(address);

    /// <summary>A call is kept for a while after its end, with what its caller wrote: one user does not fill the memory and another's snapshot.</summary>
    public bool MayPlace(string userId) => _calls.TryTake(userId);

    /// <summary>A vendor's token for a user.</summary>
    public bool MayIssue(string userId) => _vendorTokens.TryTake(userId);

    /// <summary>A request over HTTP counts as a message of the user's.</summary>
    public bool MayRead(string userId, IPAddress address) => _users.TryTake(userId) && _addresses.TryTake(address);

    /// <summary>The narrowest first: a device that is over its own limit does not use up its user's.</summary>
    public bool MaySend(CallParty device, IPAddress address)
        => _devices.TryTake(device) && _users.TryTake(device.UserId) && _addresses.TryTake(address);
}
