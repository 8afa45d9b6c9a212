using Calling.Cli.Media;
using Calling.Media;

namespace Calling.Cli.Tests;

public class PictureTests
{
    [Fact]
    public void The_grabber_counts_all_and_keeps_the_one_asked_for()
    {
        var grabber = new FrameGrabber();
        Show(grabber, 50);
        Assert.Null(grabber.Picture);
        grabber.Grab();
        Show(grabber, 235);
        Show(grabber, 16);
        Assert.Equal(3, grabber.Count);
        Assert.Equal([255, 255, 255], grabber.Picture!.Pixels);
    }

    [Fact]
    public void The_ball_stays_in_the_picture_and_moves()
    {
        var former = new byte[VideoFrame.I420Size(BouncingBall.Width, BouncingBall.Height)];
        var pixels = new byte[former.Length];
        for (var index = 0; index < 500; index++)
        {
            BouncingBall.Draw(pixels, index);
            Assert.NotEqual(former, pixels);
            pixels.CopyTo(former, 0);
        }
    }

    private static void Show(FrameGrabber grabber, byte luma) => grabber.OnFrame(VideoFrame.I420(1, 1, [luma, 128, 128], default));
}
