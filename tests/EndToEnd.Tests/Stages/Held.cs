using System.Diagnostics;

namespace Calling.EndToEnd;

/// <summary>What this process holds.</summary>
/// <param name="Sockets">Sockets, pipes, event and timer handles. Not files: the runtime keeps each assembly's open, and loads some late.</param>
/// <param name="Threads">Threads.</param>
/// <param name="MegaBytes">Memory.</param>
public sealed record Held(int Sockets, int Threads, long MegaBytes)
{
    /// <summary>What it holds once it has come to rest: the smallest of several looks.</summary>
    public static async Task<Held> MeasureAsync(WebRtcStage stage)
    {
        var best = new Held(int.MaxValue, int.MaxValue, long.MaxValue);
        for (int i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await stage.PassAsync(TimeSpan.FromMilliseconds(200));
            using var process = Process.GetCurrentProcess();
            best = new(
                Math.Min(best.Sockets, Handles()),
                Math.Min(best.Threads, process.Threads.Count),
                Math.Min(best.MegaBytes, process.WorkingSet64 / 1_000_000));
        }

        return best;
    }

    private static int Handles() => Directory.GetFiles("/proc/self/fd").Count(f => new FileInfo(f).LinkTarget is { } target && target[0] != '/');
}
