namespace Calling.EndToEnd;

/// <summary>Scenarios on the self-hosted provider; each test has a stage of its own.</summary>
public abstract class ScenarioBase : IAsyncLifetime
{
    protected WebRtcStage Stage { get; } = new();

    public ValueTask InitializeAsync() => Stage.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task ReachesAsync(ICallSession call, CallState state) =>
        Stage.UntilAsync(() => call.Snapshot.State == state || call.Snapshot.State == CallState.Ended, $"{call.Snapshot.Direction} {state}, is {call.Snapshot.State}");

    protected Task CompletesAsync(params EventLog[] logs) => Stage.UntilAsync(() => logs.All(l => l.Completed), "all logs are complete");
}
