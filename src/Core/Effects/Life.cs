using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Calling.Effects;

/// <summary>How long something is wanted; what providers do for it is given up with it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source has nothing to release.")]
internal sealed class Life(ILogger logger)
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Cancelled at the end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ends it; what a provider's callback throws is logged.</summary>
    public void End()
    {
        try
        {
            _source.Cancel();
        }
        catch (AggregateException error)
        {
            logger.ProviderThrew(error, "a cancellation callback");
        }
    }
}
