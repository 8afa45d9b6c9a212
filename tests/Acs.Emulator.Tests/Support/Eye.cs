using System.Collections.Concurrent;

namespace Calling.Acs.Emulator.Tests;

/// <summary>Follows the pictures of one participant, and takes the frames of those that come raw.</summary>
internal sealed class Eye
{
    public Eye(RemoteParticipant participant, bool starts = true)
    {
        participant.VideoStreamStateChanged += (_, args) =>
        {
            States.Enqueue(args.Stream.State);
            if (args.Stream is RawIncomingVideoStream raw && args.Stream.State == VideoStreamState.Available && starts)
            {
                raw.RawVideoFrameReceived += (_, received) => Frames.Enqueue(FrameMemory.Read(((RawVideoFrameBuffer)received.Frame).Buffers[0]));
                raw.Start();
            }
        };
    }

    public ConcurrentQueue<VideoStreamState> States { get; } = [];

    public ConcurrentQueue<byte[]> Frames { get; } = [];

    public static IncomingVideoOptions Raw => new() { StreamKind = VideoStreamKind.RawIncoming };
}
