using System.Collections.Concurrent;

namespace Calling.Acs.Tests.Media;

/// <summary>The warnings that a call has given.</summary>
internal sealed class Warnings
{
    private readonly ConcurrentQueue<CallWarningCode> _codes = new();

    public Warnings(ICallSession call) => _ = ReadAsync(call);

    public int Count(CallWarningCode code) => _codes.Count(c => c == code);

    private async Task ReadAsync(ICallSession call)
    {
        await foreach (var next in call.ReadEventsAsync())
        {
            if (next is CallEvent.Warning warning)
            {
                _codes.Enqueue(warning.Code);
            }
        }
    }
}
