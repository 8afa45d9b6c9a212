namespace Calling.Middleware;

/// <summary>Is told what happens in one call.</summary>
internal interface ICallWatcher
{
    /// <summary>Takes one event; the last is <see cref="CallEvent.Ended"/>.</summary>
    /// <param name="item">The event.</param>
    void OnEvent(CallEvent item);
}
