using System.Runtime.InteropServices;
using Calling.Media;
using Calling.Providers.WebRtc.SipSorcery.Codecs;
using Vpx.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Tests;

/// <summary>What a peer may send and no encoder makes.</summary>
public sealed class HostilePictureTests : IDisposable
{
    private static readonly byte[] s_stain = [.. Enumerable.Repeat((byte)0xAA, 64 * 1_024)];

    private readonly Vp8Decoder _decoder = new();
    private readonly Vp8Encoder _encoder = new(new SipSorceryOptions { KeyFrameInterval = 1_000 });
    private int _shown;
    private (byte U, byte V) _colour;

    public void Dispose()
    {
        _decoder.Dispose();
        _encoder.Dispose();
    }

    [Fact]
    public void AfterAFrameThatFailsAKeyFrameStartsAnewHoweverOften()
    {
        byte[] key = Encode(64, 48, 0, key: true), inter = Encode(64, 48, 1, key: false);

        // The decoder has four pictures; each failure used to cost one.
        for (var i = 0; i < 10; i++)
        {
            Assert.True(_decoder.Decode(key, default, Show));
            Assert.True(_decoder.Decode(inter, default, Show));
            Assert.False(_decoder.Decode(inter.AsSpan(0, 2), default, Show));
            Assert.False(_decoder.Decode(inter, default, Show));
        }

        Assert.Equal(20, _shown);
    }

    [Theory]
    [InlineData(16, 16, 1)]
    [InlineData(64, 48, 2)]
    [InlineData(160, 120, 3)]
    public void DamagedFramesEndNothing(int width, int height, int seed)
    {
        var random = new Random(seed);
        byte[][] good = [.. Enumerable.Range(0, 20).Select(i => Encode(width, height, i, key: i % 5 == 0))];
        var (failed, decoded) = (0, 0);
        for (var i = 0; i < 1_500; i++)
        {
            var frame = good[random.Next(good.Length)].ToArray();

            // Not the size: that there are many is another matter.
            for (var damage = random.Next(6); damage > 0; damage--)
            {
                var at = random.Next(random.Next(2) == 0 ? 40 : frame.Length);
                frame[at] = at is > 2 and < 10 && Vp8Header.IsKey(frame) ? frame[at] : (byte)random.Next(256);
            }

            var length = random.Next(4) == 0 ? random.Next(random.Next(2) == 0 ? 20 : frame.Length) : frame.Length;
            try
            {
                _ = _decoder.Decode(frame.AsSpan(0, length), default, Show) ? decoded++ : failed++;
            }
            catch (Exception fault) when (fault is IndexOutOfRangeException or OverflowException or NullReferenceException)
            {
                // Managed code found it; nothing goes on from there.
                failed++;
                Assert.False(_decoder.Decode(good[1], default, Show));
            }
        }

        Assert.True(failed > 100 && decoded > 100, $"{failed} failed, {decoded} decoded");
        Assert.True(_decoder.Decode(good[0], default, Show));
        Assert.True(_decoder.Decode(good[1], default, Show));
    }

    [Theory]
    [InlineData(1_023)]
    [InlineData(-1_023)]
    public void AVectorThatLeadsFarOutOfThePictureReadsWhatIsKeptFreeForIt(int rows)
    {
        // What would be read without the room is not zero, then.
        var blocks = Enumerable.Range(0, 64).Select(_ => Marshal.AllocHGlobal(64 * 1_024)).ToArray();
        foreach (var block in blocks)
        {
            Marshal.Copy(s_stain, 0, block, s_stain.Length);
        }

        Free(blocks.Where((_, i) => i % 2 == 0));
        Assert.True(_decoder.Decode(Encode(16, 16, 0, key: true), default, Show));
        Assert.True(_decoder.Decode(Split(rows), default, Show));
        if (rows > 0)
        {
            // 127 rows below the colours there is nothing but the room.
            Assert.Equal((0, 0), _colour);
        }

        Free(blocks.Where((_, i) => i % 2 != 0));
    }

    /// <summary>One macroblock of sixteen vectors.</summary>
    private static byte[] Split(int rows)
    {
        var first = new BoolWriter();
        first.Flag(false); // no segments
        first.Number(0, 1 + 6 + 3 + 1); // no loop filter
        first.Number(0, 2); // one partition
        first.Number(0, 7 + 5); // quantizer
        first.Number(0, 1 + 1 + 2 + 2 + 2); // golden and alternative pictures stay
        first.Flag(true); // keep the probabilities
        first.Flag(true); // this is the last picture from now on
        foreach (var probability in coefupdateprobs.vp8_coef_update_probs)
        {
            first.Flag(false, probability);
        }

        first.Flag(true); // macroblocks may be without coefficients
        first.Number(128, 8);
        first.Number(128, 8); // of intra
        first.Number(128, 8); // of last
        first.Number(128, 8); // of golden
        first.Flag(false); // intra modes stay
        first.Flag(false);
        foreach (var context in entropymv.vp8_mv_update_probs)
        {
            Array.ForEach(context.prob, probability => first.Flag(false, probability));
        }

        first.Flag(true); // without coefficients
        first.Flag(true); // inter
        first.Flag(false); // from the last picture
        for (var i = 0; i < 4; i++)
        {
            first.Flag(true, modecont.vp8_mode_contexts[0, i]); // split
        }

        first.Flag(false, 110); // in sixteen
        for (var block = 0; block < 16; block++)
        {
            // The first one says its vector; the others take the left or the upper one's.
            var (left, above) = (block % 4 > 0, block > 3);
            if (block == 0)
            {
                var probabilities = Probabilities(isLeftZero: true, isAboveZero: true, isSame: true);
                Array.ForEach(probabilities, probability => first.Flag(true, probability));
                Component(first, entropymv.vp8_default_mv_context[0].prob, rows);
                Component(first, entropymv.vp8_default_mv_context[1].prob, 0);
            }
            else if (left)
            {
                first.Flag(false, Probabilities(isLeftZero: false, isAboveZero: !above, isSame: above)[0]);
            }
            else
            {
                var probabilities = Probabilities(isLeftZero: true, isAboveZero: false, isSame: false);
                first.Flag(true, probabilities[0]);
                first.Flag(false, probabilities[1]);
            }
        }

        var partition = first.End();
        var tag = 1 | 0x10 | (partition.Length << 5);
        return [(byte)tag, (byte)(tag >> 8), (byte)(tag >> 16), .. partition, 0, 0, 0, 0];
    }

    // RFC 6386 section 10.3, by what the neighbours are.
    private static int[] Probabilities(bool isLeftZero, bool isAboveZero, bool isSame) => (isLeftZero, isAboveZero, isSame) switch
    {
        (true, true, _) => [208, 1, 1],
        (_, _, true) => [223, 1, 34],
        (_, true, _) => [179, 121, 1],
        (true, _, _) => [106, 145, 1],
        _ => [147, 136, 18],
    };

    private static void Component(BoolWriter to, byte[] probabilities, int value)
    {
        const int Sign = 1, Short = 2, Bits = 9, LongBits = 10;
        var size = Math.Abs(value);
        to.Flag(size > 7, probabilities[0]);
        if (size <= 7)
        {
            Assert.Equal(0, size);
            to.Flag(false, probabilities[Short]);
            to.Flag(false, probabilities[Short + 1]);
            to.Flag(false, probabilities[Short + 2]);
            return;
        }

        foreach (var bit in new[] { 0, 1, 2 }.Concat(Enumerable.Range(4, LongBits - 4).Reverse()).Append(3))
        {
            to.Flag((size >> bit & 1) != 0, probabilities[Bits + bit]);
        }

        to.Flag(value < 0, probabilities[Sign]);
    }

    private static void Free(IEnumerable<nint> blocks)
    {
        foreach (var block in blocks)
        {
            Marshal.FreeHGlobal(block);
        }
    }

    private byte[] Encode(int width, int height, int number, bool key)
    {
        var picture = new Picture(width, height);
        new Random(number).NextBytes(picture.Pixels);
        var frame = _encoder.Encode(picture, TimeSpan.FromSeconds(number / 15.0), key);
        Assert.Equal(key, frame.IsKey);
        return frame.Data;
    }

    private void Show(in VideoFrame frame)
    {
        _shown++;
        _colour = (frame.Plane1[0], frame.Plane2[0]);
    }
}
