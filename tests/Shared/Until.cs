using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Calling.Tests;

/// <summary>Waits for what must come, and says what did not.</summary>
internal static class Until
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task True(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var since = Stopwatch.StartNew();
        while (!condition())
        {
            if (since.Elapsed > Deadline)
            {
                throw new TimeoutException($"Not within {Deadline}: {what}");
            }

            await Task.Delay(2);
        }
    }

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Deadline);

    public static Task Soon(this Task task) => task.WaitAsync(Deadline);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Deadline);
}
