using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>Turns the description of a source into one that runs.</summary>
internal static class CaptureOpener
{
    public const int FramesPerSecond = 15;

    /// <exception cref="CaptureException">It cannot be opened.</exception>
    public static ICapture Open(VideoSource source, CallParty self, MediaClock clock, ICaptureTarget target, ILogger logger) => source switch
    {
        VideoSource.Camera => new PatternCapture(clock, target, 320, 240, FramesPerSecond, Tint(self.UserId)),
        VideoSource.TestPattern pattern => Pattern(pattern, self, clock, target),
        VideoSource.Frames frames => Start(frames.Source, new AppVideoCapture(target, logger)),
        VideoSource.MediaFile file => throw new CaptureException(
            $"The mock provider does not decode video files ('{file.Path}'); use TestPattern, Camera or Frames."),
        _ => throw new CaptureException($"The mock provider does not know the video source {source.GetType().Name}."),
    };

    /// <exception cref="CaptureException">It cannot be opened.</exception>
    public static ICapture Open(AudioSource source, MediaClock clock, ICaptureTarget target, ILogger logger) => source switch
    {
        AudioSource.Microphone => new SampleCapture(clock, target, new ToneSamples(330, 0.1)),
        AudioSource.Tone tone => new SampleCapture(clock, target, Tone(tone)),
        AudioSource.MediaFile file => new SampleCapture(clock, target, WavSamples.Read(file.Path)),
        AudioSource.Frames frames => Start(frames.Source, new AppAudioCapture(target, logger)),
        _ => throw new CaptureException($"The mock provider does not know the audio source {source.GetType().Name}."),
    };

    // A colour of one's own, the same in every run.
    private static byte Tint(string userId) => (byte)userId.Aggregate(2_166_136_261u, (hash, c) => (hash ^ c) * 16_777_619u);

    private static PatternCapture Pattern(VideoSource.TestPattern pattern, CallParty self, MediaClock clock, ICaptureTarget target)
        => pattern is { Width: >= 16 and <= 1_920, Height: >= 16 and <= 1_080, FramesPerSecond: >= 1 and <= 60 }
            && pattern.Width % 2 == 0 && pattern.Height % 2 == 0
            ? new PatternCapture(clock, target, pattern.Width, pattern.Height, pattern.FramesPerSecond, Tint(self.UserId))
            : throw new CaptureException(
                $"A test pattern of {pattern.Width}x{pattern.Height} at {pattern.FramesPerSecond} fps is outside the limits: even, 16x16 to 1920x1080, 1 to 60 fps.");

    private static ToneSamples Tone(AudioSource.Tone tone)
        => tone is { Frequency: >= 20 and <= 20_000, Level: >= 0 and <= 1 }
            ? new ToneSamples(tone.Frequency, tone.Level)
            : throw new CaptureException($"A tone of {tone.Frequency} Hz at level {tone.Level} is outside the limits: 20 to 20,000 Hz, 0 to 1.");

    private static AppVideoCapture Start(IVideoFrameSource source, AppVideoCapture capture)
        => Guard(capture, () => capture.Start(source));

    private static AppAudioCapture Start(IAudioFrameSource source, AppAudioCapture capture)
        => Guard(capture, () => capture.Start(source));

    private static T Guard<T>(T capture, Action start)
        where T : ICapture
    {
        try
        {
            start();
            return capture;
        }
        catch (Exception error)
        {
            capture.Dispose();
            throw new CaptureException($"The application's source failed to start: {error.Message}", error);
        }
    }
}
