using Calling.Cli.Media;

namespace Calling.Cli.Demo.Groups;

/// <summary>What each person saw of each other, as one picture: a row for who saw, a column for whom.</summary>
internal static class ContactSheet
{
    private const int Gap = 8;
    private const int Label = 100;
    private const int Heading = 30;
    private const int TextScale = 2;

    /// <param name="people">In the order of rows and columns.</param>
    /// <param name="views">What came of whom, by who saw.</param>
    public static RgbPicture Draw(IReadOnlyList<string> people, IReadOnlyDictionary<string, IReadOnlyList<PartyView>> views)
    {
        const int CellWidth = Thumbnail.MaxWidth + Gap, CellHeight = Thumbnail.MaxHeight + Gap;
        var sheet = new RgbPicture(Label + (people.Count * CellWidth), Heading + (people.Count * CellHeight));
        sheet.Pixels.AsSpan().Fill(245);
        for (var row = 0; row < people.Count; row++)
        {
            sheet.Write(Gap, Heading + (row * CellHeight) + (Thumbnail.MaxHeight / 2), people[row], TextScale, 30);
            sheet.Write(Label + (row * CellWidth), Gap, people[row], TextScale, 30);
            for (var column = 0; column < people.Count; column++)
            {
                var view = views.GetValueOrDefault(people[row])?.FirstOrDefault(v => v.Of == people[column]);
                sheet.Put(Label + (column * CellWidth), Heading + (row * CellHeight), row == column ? Blank(225) : Picture(view));
            }
        }

        return sheet;
    }

    private static RgbPicture Picture(PartyView? view)
    {
        if (view?.Picture is { } seen)
        {
            return new RgbPicture(seen.Width, seen.Height, seen.Pixels);
        }

        var blank = Blank(150);
        blank.Write(Gap, Thumbnail.MaxHeight / 2, "nothing", TextScale, 255);
        return blank;
    }

    private static RgbPicture Blank(byte shade)
    {
        var blank = new RgbPicture(Thumbnail.MaxWidth, Thumbnail.MaxHeight);
        blank.Pixels.AsSpan().Fill(shade);
        return blank;
    }
}
