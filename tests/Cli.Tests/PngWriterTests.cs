using System.Buffers.Binary;
using System.IO.Compression;
using Calling.Cli.Media;
using Calling.Media;

namespace Calling.Cli.Tests;

public class PngWriterTests
{
    [Theory]
    [InlineData(16, 128, 128, 0, 0, 0)]
    [InlineData(235, 128, 128, 255, 255, 255)]
    [InlineData(81, 90, 240, 255, 0, 0)]
    [InlineData(145, 54, 34, 0, 255, 0)]
    [InlineData(41, 240, 110, 0, 0, 255)]
    public void Colours_are_those_of_BT601(byte y, byte u, byte v, int red, int green, int blue)
    {
        byte[] pixels = [y, u, v];
        var rgb = RgbPicture.Of(VideoFrame.I420(1, 1, pixels, default)).Pixels;
        Assert.InRange(rgb[0], red - 1, red + 1);
        Assert.InRange(rgb[1], green - 1, green + 1);
        Assert.InRange(rgb[2], blue - 1, blue + 1);
    }

    [Fact]
    public void Bgra_and_padding_are_read()
    {
        byte[] pixels = [1, 2, 3, 255, 0, 0, 0, 0, 4, 5, 6, 255];
        Assert.Equal([3, 2, 1, 6, 5, 4], RgbPicture.Of(VideoFrame.Bgra(1, 2, pixels, 8, default)).Pixels);
    }

    [Fact]
    public void What_was_written_can_be_read_again()
    {
        byte[] pixels = new byte[VideoFrame.I420Size(5, 3)];
        Random.Shared.NextBytes(pixels);
        var picture = RgbPicture.Of(VideoFrame.I420(5, 3, pixels, default));
        using var file = new MemoryStream();
        PngWriter.Write(file, picture);

        var (types, data) = Read(file.ToArray());
        Assert.Equal(["IHDR", "IDAT", "IEND"], types);
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 3, 8, 2, 0, 0, 0], data[0]);
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(data[1]), CompressionMode.Decompress))
        {
            zlib.CopyTo(rows);
        }

        Assert.Equal(picture.Pixels.Chunk(15).SelectMany(row => row.Prepend<byte>(0)), rows.ToArray());
    }

    // The checksum of IEND is the same in every PNG: a fixed point for the table.
    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        using var file = new MemoryStream();
        PngWriter.Write(file, RgbPicture.Of(VideoFrame.I420(1, 1, new byte[3], default)));
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], file.ToArray()[^4..]);
    }

    private static (List<string> Types, List<byte[]> Data) Read(byte[] file)
    {
        var (types, data) = (new List<string>(), new List<byte[]>());
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            types.Add(System.Text.Encoding.ASCII.GetString(file, at + 4, 4));
            data.Add(file[(at + 8)..(at + 8 + length)]);
            at += 12 + length;
        }

        return (types, data);
    }
}
