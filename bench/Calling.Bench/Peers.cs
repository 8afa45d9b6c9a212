using Calling.Providers.WebRtc.GStreamer;

namespace Calling.Bench;

/// <summary>The other side: answers whatever is offered on the standard input, until that ends.</summary>
internal static class Peers
{
    public static async Task RunAsync()
    {
        await using var engine = new GStreamerPeerConnectionFactory();
        var tracks = new Tracks(engine);
        var connections = new Dictionary<int, Connection>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var message = Message.Read(line);
            if (!connections.TryGetValue(message.Peer, out var connection))
            {
                connections.Add(message.Peer, connection = new(engine, message.Peer, tracks.Audio, tracks.Video, m => Console.Out.WriteLine(m.Write())));
            }

            connection.Take(message);
        }
    }
}
