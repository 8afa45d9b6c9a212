using Calling.Core.Tests.Support;
using Calling.Failover;
using Calling.Providers;

namespace Calling.Core.Tests.Failover;

/// <summary>A client on two scripted vendors, by a clock that only the test turns.</summary>
internal sealed class FailoverRig : IAsyncDisposable
{
    public static readonly CallParty Bob = new("bob", "b1");

    public FailoverRig(CallingOptions? options = null)
    {
        var runtime = new InlineRuntime(Time);
        (One, Two) = (Vendor("One", runtime), Vendor("Two", runtime));
        Provider = new FailoverCallProvider([One, Two], loggers: Log);
        Client = CallClientFactory.Create(Provider, options, loggers: Log);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ManualTime Time { get; } = new();

    public ListLogger Log { get; } = new();

    public FakeProvider One { get; }

    public FakeProvider Two { get; }

    public FailoverCallProvider Provider { get; }

    public ICallClient Client { get; }

    public Task LoginAsync() => Client.LoginAsync(CallCredential.FromToken("alice", "secret", "d1"), Ct);

    public async Task<ICallSession> SignInAndCallAsync()
    {
        await LoginAsync();
        return await CallAsync();
    }

    public Task<ICallSession> CallAsync() => Client.CallAsync("bob", CallMedia.Audio, ct: Ct);

    /// <summary>A call through the first vendor that Bob has answered, and whose media is up.</summary>
    public async Task<ICallSession> TalkAsync()
    {
        ICallSession call = await SignInAndCallAsync();
        Answer(One, call.CallId);
        return call;
    }

    public static void Answer(FakeProvider vendor, string callId)
    {
        Say(vendor, new CallSignal.MemberJoined(callId, 0, new CallMember(Bob, default, Offers: false), null));
        vendor.Line.Opened[^1].Observer.OnMedia(new MediaSignal.PeerConnected(Bob));
    }

    public static void Say(FakeProvider vendor, LineSignal signal) => vendor.Line.Observer.OnSignal(signal);

    public static void Invite(FakeProvider vendor, string callId, long revision = 1)
        => Say(vendor, new CallSignal.Invited(callId, revision, new CallDetails(Bob, ["alice"], CallMedia.Audio), TimeSpan.FromSeconds(30)));

    /// <summary>What a vendor's line answers to the placing of calls.</summary>
    public static void Answers(FakeProvider vendor, CommandResult result)
        => vendor.Line.Sending = command => new(command is CallCommand.PlaceCall ? result : new CommandResult.Done());

    public static CommandResult NotSent { get; } = new CommandResult.NotSent(new ProviderFault("down"));

    public static CommandResult Unknown { get; } = new CommandResult.Unknown(new ProviderFault("lost"));

    public static IEnumerable<T> Sent<T>(FakeProvider vendor)
        where T : CallCommand => vendor.Lines.SelectMany(line => line.Sent).OfType<T>();

    /// <summary>A sign-out waits for its last words, by the clock, which nobody else turns then.</summary>
    public async ValueTask DisposeAsync()
    {
        ValueTask disposing = Client.DisposeAsync();
        Time.Advance(TimeSpan.FromSeconds(2));
        await disposing;
    }

    private static FakeProvider Vendor(string name, CallRuntime runtime)
    {
        var vendor = new FakeProvider(runtime);
        vendor.Descriptor = vendor.Descriptor with { Name = name };
        return vendor;
    }
}
