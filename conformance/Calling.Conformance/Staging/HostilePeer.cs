using System.Collections.Concurrent;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>A signed-in device without a machine: sends any command by hand and sees every signal raw.</summary>
public sealed class HostilePeer : ICallLineObserver, IAsyncDisposable
{
    private readonly ConcurrentQueue<LineSignal> _signals = new();
    private readonly Stage _stage;
    private ICallLine? _line;
    private int _commands;

    internal HostilePeer(Stage stage) => _stage = stage;

    /// <summary>Its line.</summary>
    public ICallLine Line => _line ?? throw new InvalidOperationException("It is not signed in.");

    /// <summary>Everything that the arbiter said.</summary>
    public IReadOnlyCollection<LineSignal> Signals => _signals;

    /// <summary>An id for the next command.</summary>
    public string NextId() => $"hostile-{Interlocked.Increment(ref _commands)}";

    /// <summary>Sends a command as it is.</summary>
    /// <param name="command">The command, however wrong.</param>
    public ValueTask<CommandResult> SendAsync(CallCommand command) => Line.SendAsync(command, TestContext.Current.CancellationToken);

    /// <summary>Sends every command that there is about one call.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="victim">The person whom they name.</param>
    /// <param name="but">Left out: what this device may rightly do as things stand.</param>
    /// <returns>What came back, in order.</returns>
    public async Task<IReadOnlyList<CommandResult>> SendEverythingAsync(string callId, string victim, params Type[] but)
    {
        List<CommandResult> results = [];
        foreach (var command in EveryCommand.About(callId, this, _stage.Id(victim)).Where(c => !but.Contains(c.GetType())))
        {
            results.Add(await SendAsync(command));
        }

        return results;
    }

    /// <summary>Accepts a call once it rings here.</summary>
    /// <param name="callId">The call.</param>
    public async Task AcceptAsync(string callId)
    {
        await InvitedAsync(callId);
        Assert.IsType<CommandResult.Done>(await SendAsync(new CallCommand.AcceptCall(callId, NextId(), new(true, true))));
    }

    /// <summary>Places a video call.</summary>
    /// <param name="callee">The person's name.</param>
    /// <returns>The call's id.</returns>
    public async Task<string> PlaceAsync(string callee)
    {
        string callId = Guid.NewGuid().ToString("N");
        Assert.IsType<CommandResult.Done>(await SendAsync(new CallCommand.PlaceCall(
            callId, NextId(), [_stage.Id(callee)], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true))));
        return callId;
    }

    /// <summary>Waits for an invitation.</summary>
    /// <param name="callId">The call.</param>
    public async Task<CallSignal.Invited> InvitedAsync(string callId)
    {
        await _stage.UntilAsync(() => Find(callId) is not null, "the hostile peer is invited");
        return Find(callId)!;
    }

    /// <inheritdoc/>
    public void OnSignal(LineSignal signal) => _signals.Enqueue(signal);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _line?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal async Task SignInAsync(IHostileHook hook, CallParty device) =>
        _line = await hook.SignInAsync(device, this, TestContext.Current.CancellationToken);

    private CallSignal.Invited? Find(string callId) => _signals.OfType<CallSignal.Invited>().FirstOrDefault(s => s.CallId == callId);
}
