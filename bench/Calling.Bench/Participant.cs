using System.Diagnostics;
using Calling.Providers.WebRtc.GStreamer;

namespace Calling.Bench;

/// <summary>This side: one capture and one encoder, a connection to each peer.</summary>
internal static class Participant
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Connects to so many peers and measures what this process uses while media flows.</summary>
    public static async Task<Cost> MeasureAsync(int peers, int seconds)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, OwnArguments())
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await using var engine = new GStreamerPeerConnectionFactory();
        var tracks = new Tracks(engine);
        var writing = new Lock();
        var connections = Enumerable.Range(0, peers).Select(i => new Connection(engine, i, tracks.Audio, tracks.Video, Send)).ToList();
        var listening = ListenAsync();
        await Task.WhenAll(connections.Select(c => c.OfferAsync()));
        await Task.WhenAll(connections.Select(c => c.Flowing)).WaitAsync(Patience);

        // What connecting has cost is over by then.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var cost = await Cost.OverAsync(seconds);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await listening;
        return cost;

        void Send(Message message)
        {
            lock (writing)
            {
                process.StandardInput.WriteLine(message.Write());
            }
        }

        async Task ListenAsync()
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                var message = Message.Read(line);
                connections[message.Peer].Take(message);
            }
        }
    }

    /// <summary>The same program again, whether it runs through the dotnet host or its own.</summary>
    private static IEnumerable<string> OwnArguments()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Calling.Bench.dll");
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [program, "peers"] : ["peers"];
    }
}
