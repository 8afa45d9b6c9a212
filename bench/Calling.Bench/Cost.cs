using System.Diagnostics;

namespace Calling.Bench;

/// <summary>What this process used of one core, in percent.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Encoder">The threads that encode pictures.</param>
/// <param name="Load">The machine's load over the last minute.</param>
internal sealed record Cost(double Total, double Encoder, double Load)
{
    // As the engine names the queue before its video encoder; the encoder's own threads inherit the name.
    private const string EncoderThread = "to-encoder:src";
    private const double TicksPerSecond = 100;

    /// <summary>Measures second by second and takes the median, since a busy machine disturbs some of them.</summary>
    public static async Task<Cost> OverAsync(int seconds)
    {
        var each = new List<Cost>();
        while (each.Count < seconds)
        {
            each.Add(await OverAsync(TimeSpan.FromSeconds(1)));
        }

        return new(Median(c => c.Total), Median(c => c.Encoder), each[^1].Load);

        double Median(Func<Cost, double> value) => each.Select(value).Order().ElementAt(seconds / 2);
    }

    private static async Task<Cost> OverAsync(TimeSpan time)
    {
        var since = Stopwatch.StartNew();
        var (total, encoder) = (Total(), EncoderSeconds());
        await Task.Delay(time);
        double percent = 100 / since.Elapsed.TotalSeconds;
        return new((Total() - total) * percent, (EncoderSeconds() - encoder) * percent, MachineLoad());

        static double Total() => Environment.CpuUsage.TotalTime.TotalSeconds;
    }

    private static double EncoderSeconds()
    {
        double ticks = 0;
        foreach (string thread in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                // "7 (name) S …": user and system time are the 14th and 15th field, the 12th and 13th behind the name.
                string stat = File.ReadAllText(Path.Combine(thread, "stat"));
                int end = stat.LastIndexOf(')');
                if (stat[(stat.IndexOf('(') + 1)..end] == EncoderThread)
                {
                    string[] fields = stat[(end + 2)..].Split(' ');
                    ticks += Parse(fields[11]) + Parse(fields[12]);
                }
            }
            catch (IOException)
            {
                // The thread has ended.
            }
        }

        return ticks / TicksPerSecond;
    }

    private static double MachineLoad() => Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]);

    private static double Parse(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
