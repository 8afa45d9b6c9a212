using System.Collections.Concurrent;

namespace Calling.Acs.Emulator.Tests;

/// <summary>One user on one device, and what rang there.</summary>
internal sealed class Person
{
    private readonly Stage _stage;

    public Person(Stage stage, EmulatedDevice device, CallAgent agent, string id)
    {
        (_stage, Device, Agent, Id) = (stage, device, agent, id);
        agent.IncomingCallReceived += (_, args) => Rings.Enqueue(new Bell(args.IncomingCall));
        agent.CallsUpdated += (_, args) => Updates.Enqueue($"+{args.AddedCalls.Count}-{args.RemovedCalls.Count}");
    }

    public EmulatedDevice Device { get; }

    public CallAgent Agent { get; }

    public string Id { get; }

    public ConcurrentQueue<Bell> Rings { get; } = [];

    public ConcurrentQueue<string> Updates { get; } = [];

    public UserCallIdentifier Identifier => new(Id);

    public async Task<Line> CallAsync(StartCallOptions? options, params Person[] others) =>
        new(await Agent.StartCallAsync(others.Select(other => other.Identifier), options).Soon());

    public Task<Line> CallAsync(params Person[] others) => CallAsync(null, others);

    public async Task<Line> JoinAsync(Guid group) => new(await Agent.JoinAsync(new GroupCallLocator(group), null).Soon());

    /// <summary>The only call that rings here.</summary>
    public async Task<Bell> RingAsync()
    {
        await Until.True(() => !Rings.IsEmpty);
        await _stage.SettleAsync();
        return Assert.Single(Rings);
    }

    public async Task<Line> AcceptAsync(AcceptCallOptions? options = null) =>
        new(await (await RingAsync()).Sdk.AcceptAsync(options).Soon());

    public async Task RejectAsync() => await (await RingAsync()).Sdk.RejectAsync().Soon();
}
