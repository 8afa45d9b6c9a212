using Calling.Cli.Media;
using Calling.Media;

namespace Calling.Cli.Tests;

public class PictureTests
{
    [Fact]
    public void The_grabber_counts_all_and_keeps_the_first_until_another_is_asked_for()
    {
        var grabber = new FrameGrabber();
        Assert.Null(grabber.Picture);
        Show(grabber, 50);
        Show(grabber, 16);
        Assert.Equal([40, 40, 40], grabber.Picture!.Pixels);
        grabber.Grab();
        Show(grabber, 235);
        Show(grabber, 16);
        Assert.Equal(4, grabber.Count);
        Assert.Equal([255, 255, 255], grabber.Picture!.Pixels);
    }

    [Fact]
    public void The_ball_stays_in_the_picture_and_moves()
    {
        AssertMoves(new BouncingBall(TimeProvider.System));
    }

    [Fact]
    public void A_card_moves_whatever_the_name_and_the_colour()
    {
        for (var number = 0; number < 9; number++)
        {
            AssertMoves(new NameCard("frank", number, TimeProvider.System));
        }
    }

    [Fact]
    public void Letters_are_told_apart()
    {
        var drawn = new HashSet<string>();
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            var picture = new RgbPicture(5, TinyFont.Height);
            picture.Write(0, 0, letter.ToString(), 1, 255);
            Assert.True(drawn.Add(Convert.ToHexString(picture.Pixels)), letter.ToString());
        }
    }

    [Fact]
    public void A_picture_is_made_to_fit_and_never_larger()
    {
        var grabber = new FrameGrabber();
        grabber.Grab();
        Show(grabber, 235);
        var one = grabber.Picture!;
        Assert.Equal((1, 1), (one.Fit(160, 120).Width, one.Fit(160, 120).Height));
        var large = new RgbPicture(640, 240);
        large.Put(639, 239, one);
        var small = large.Fit(160, 120);
        Assert.Equal((160, 60), (small.Width, small.Height));
        Assert.All(small.Pixels, value => Assert.Equal(0, value));
        Assert.Equal(large.Pixels, large.Fit(640, 240).Pixels);
    }

    private static void AssertMoves(DrawnSource source)
    {
        var former = new byte[VideoFrame.I420Size(DrawnSource.Width, DrawnSource.Height)];
        var pixels = new byte[former.Length];
        for (var index = 0; index < 500; index++)
        {
            source.Draw(pixels, index);
            Assert.NotEqual(former, pixels);
            pixels.CopyTo(former, 0);
        }
    }

    private static void Show(FrameGrabber grabber, byte luma) => grabber.OnFrame(VideoFrame.I420(1, 1, [luma, 128, 128], default));
}
