using System.Runtime.InteropServices;
using Vpx.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>The reference pictures of one decoder, with so much memory around them that no motion vector leads out of it.</summary>
/// <remarks>
/// The decoder of 10.0.16 does not limit the vectors of colour in split macroblocks: a peer can make it read outside of its pictures,
/// which ends the process when nothing is there. A vector is 16 bits of eighths of a pixel, so what it reaches is bounded by its type.
/// The room is zero and, in a large block, costs addresses only.
/// </remarks>
internal sealed unsafe class FrameMemory : IDisposable
{
    // 4,096 rows or columns by the vector, and the block and its filter taps at the end of it.
    private const int Reach = 4_096 + 32;

    private void* _block;

    /// <summary>Moves the pictures; between two frames, and before the first one with vectors.</summary>
    internal FrameMemory(VP8_COMMON decoder)
    {
        // All four are of one size.
        var pictures = decoder.yv12_fb;
        var size = (nuint)pictures[0].frame_size;
        var room = (nuint)Reach * (nuint)(pictures[0].y_stride + 1);
        _block = NativeMemory.AllocZeroed((((nuint)pictures.Length + 1) * room) + ((nuint)pictures.Length * size));
        var to = (byte*)_block + room;
        for (var i = 0; i < pictures.Length; i++, to += size + room)
        {
            ref var picture = ref pictures[i];
            var from = picture.buffer_alloc;
            NativeMemory.Copy(from, to, size);
            picture.y_buffer = to + (picture.y_buffer - from);
            picture.u_buffer = to + (picture.u_buffer - from);
            picture.v_buffer = to + (picture.v_buffer - from);

            // Also makes the decoder forget that there is something to free.
            _ = yv12config.vp8_yv12_de_alloc_frame_buffer(ref picture);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_block);
        _block = null;
    }
}
