namespace Calling.Cli.Demo;

/// <summary>A party as the demo sees it, in this process or in another.</summary>
internal abstract class PartyHandle(Action<PartyMessage.Happened> happened) : IAsyncDisposable
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PartyResult> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Signed in and waiting; fails with the party.</summary>
    public Task Ready => _ready.Task;

    /// <summary>How it went; fails with the party.</summary>
    public Task<PartyResult> Finished => _finished.Task;

    /// <summary>What it said on standard error, if that is its own.</summary>
    public virtual string LastWords => "";

    /// <summary>Gives the word to call.</summary>
    public abstract void Go();

    /// <summary>Ends it, whatever it does.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Takes what the party tells.</summary>
    protected void Take(PartyMessage message)
    {
        switch (message)
        {
            case PartyMessage.Happened line:
                happened(line);
                break;
            case PartyMessage.Ready:
                _ready.TrySetResult();
                break;
            case PartyMessage.Finished finished:
                _finished.TrySetResult(finished.Result);
                break;
        }
    }

    /// <summary>Nothing more will come.</summary>
    protected void Fail(Exception error)
    {
        _ready.TrySetException(error);
        _finished.TrySetException(error);

        // Whoever waits for one of them need not look at the other.
        _ = (_ready.Task.Exception, _finished.Task.Exception);
    }
}
