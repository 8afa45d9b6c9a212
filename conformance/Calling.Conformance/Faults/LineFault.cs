namespace Calling.Conformance;

/// <summary>One scripted fault.</summary>
/// <param name="concerns">Which messages.</param>
/// <param name="remove">Takes it out of the script.</param>
public abstract class LineFault(Func<LineMessage, bool> concerns, Action<LineFault> remove) : IDisposable
{
    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        remove(this);
        End();
        GC.SuppressFinalize(this);
    }

    internal bool Concerns(LineMessage message) => concerns(message);

    internal void Apply(LineMessage message, TimeProvider time, Action next)
    {
        if (Concerns(message))
        {
            Disturb(message, time, next);
        }
        else
        {
            next();
        }
    }

    private protected abstract void Disturb(LineMessage message, TimeProvider time, Action next);

    private protected virtual void End()
    {
    }
}
