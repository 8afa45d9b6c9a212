namespace Calling.Providers;

/// <summary>Takes a line's signals.</summary>
public interface ICallLineObserver
{
    /// <summary>Takes one signal. May be called on any thread, one call at a time; returns at once and never throws.</summary>
    /// <param name="signal">The signal.</param>
    void OnSignal(LineSignal signal);
}
