namespace Calling.Effects;

/// <summary>An app's operation that waits for its decision.</summary>
internal sealed class Operation(long id, Action? decided)
{
    // Continuations never run on the mailbox; an operation that is decided before its method returns is awaited without any.
    private readonly TaskCompletionSource<object?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its number, which inputs and effects carry.</summary>
    public long Id => id;

    /// <summary>What came of it: null, a <see cref="bool"/> or a session.</summary>
    public Task<object?> Task => _source.Task;

    /// <summary>What has to follow once the whole decision is carried out, whichever way it fell.</summary>
    public Action? Decided => decided;

    /// <summary>Finishes it.</summary>
    /// <param name="value">The result.</param>
    public void Complete(object? value) => _source.TrySetResult(value);

    /// <summary>Fails it.</summary>
    /// <param name="error">Why.</param>
    public void Fail(Exception error)
    {
        _source.TrySetException(error);

        // Who has stopped waiting does not want to hear of it as an unobserved exception either.
        _ = _source.Task.Exception;
    }
}
