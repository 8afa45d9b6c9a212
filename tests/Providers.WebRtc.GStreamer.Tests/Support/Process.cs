namespace Calling.Providers.WebRtc.GStreamer.Tests;

/// <summary>What the kernel says of this process.</summary>
internal static class Process
{
    internal static int Threads => Directory.GetDirectories("/proc/self/task").Length;

    internal static int Files => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    internal static long ResidentBytes => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
