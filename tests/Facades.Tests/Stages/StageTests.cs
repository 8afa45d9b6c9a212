namespace Calling.Facades.Tests;

/// <summary>Tests that run on a stage; one sub-class for each stage.</summary>
public abstract class StageTests(FacadeStage stage) : IAsyncDisposable
{
    protected FacadeStage Stage { get; } = stage;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Stage.DisposeAsync();
    }
}
