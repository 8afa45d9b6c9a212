using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>The media of one call on one device, with what its observer and its sinks got.</summary>
internal sealed class MediaEnd : IMediaObserver, IVideoSink, IAudioSink
{
    public List<MediaSignal> Heard { get; } = [];

    public IMediaSession Session { get; private set; } = null!;

    public CallParty Self { get; private set; }

    public int Pictures { get; private set; }

    public int Sounds { get; private set; }

    public byte[] LastPicture { get; private set; } = [];

    public short[] LastSound { get; private set; } = [];

    public (PixelFormat Format, int Width, int Height) LastSize { get; private set; }

    public Action? OnPicture { get; set; }

    public static MediaEnd Open(Device device, AudioSource? audio = null, VideoSource? video = null, CallMedia media = CallMedia.Video,
        TimeSpan? levels = null)
    {
        var end = new MediaEnd { Self = device.Self };
        end.Session = device.Line.Media.OpenMedia(
            new MediaPlan(
                "c1", device.Self, media, audio ?? new AudioSource.Microphone(), video ?? new VideoSource.Camera(), new MediaGrant("mock", "c1"))
            {
                AudioLevelInterval = levels,
            },
            end);
        return end;
    }

    /// <summary>As Core does after an accept: prepare, start, say who is in, open the gates.</summary>
    public static async Task JoinAsync(MediaEnd a, MediaEnd b)
    {
        foreach (var (self, other) in new[] { (a, b), (b, a) })
        {
            await self.Session.PrepareAsync(CancellationToken.None);
            await self.Session.StartAsync(CancellationToken.None);
            await self.Session.UpdateAsync(new MediaRoster([new CallMember(other.Self, new(true, true), self == a)]), CancellationToken.None);
            self.Session.SetGate(MediaKind.Audio, true);
            self.Session.SetGate(MediaKind.Video, true);
        }
    }

    public IEnumerable<string> HeardNames() => Heard.Select(s => s.GetType().Name);

    public void OnMedia(MediaSignal signal)
    {
        lock (Heard)
        {
            Heard.Add(signal);
        }
    }

    public void OnFrame(in VideoFrame frame)
    {
        Pictures++;
        if (frame.Format == PixelFormat.I420)
        {
            LastPicture = [.. frame.Plane0, .. frame.Plane1, .. frame.Plane2];
        }

        LastSize = (frame.Format, frame.Width, frame.Height);
        OnPicture?.Invoke();
    }

    public void OnFrame(in AudioFrame frame)
    {
        Sounds++;
        LastSound = frame.Samples.ToArray();
    }
}
