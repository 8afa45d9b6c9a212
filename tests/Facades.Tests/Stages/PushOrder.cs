namespace Calling.Facades.Tests;

/// <summary>What an app's push service is asked: whom to wake, for whose call, and what to say.</summary>
public sealed record PushOrder(
    string UserId, string Caller, CallMedia Media, IReadOnlyList<string> Callees, TimeSpan RingRemaining, CallPush? Push);
