using Calling.Media;
using Vpx.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>SIPSorcery's VP8 decoder below its codec class, which would turn every picture into BGR. Not thread-safe.</summary>
internal sealed unsafe class Vp8Decoder : IDisposable
{
    private vpx_codec_ctx_t? _context;
    private FrameMemory? _memory;
    private (int Width, int Height) _size;

    internal delegate void Deliver(in VideoFrame frame);

    /// <summary>Decodes one frame.</summary>
    /// <param name="data">A whole frame.</param>
    /// <param name="time">Passed on.</param>
    /// <param name="deliver">Called with the picture, borrowed; not called for one that is not to be shown.</param>
    /// <returns>False when a key frame has to come first; so it has after an exception.</returns>
    internal bool Decode(ReadOnlySpan<byte> data, TimeSpan time, Deliver deliver)
    {
        if (Vp8Header.IsKey(data))
        {
            // A hostile header could ask for a gigabyte.
            var size = Vp8Header.Size(data);
            if (!Vp8Header.Takes(size.Width, size.Height))
            {
                return false;
            }

            // A decoder of its own for each size: changing the size of one is unproven code with pointers.
            if (_context is null || size != _size)
            {
                Dispose();
                _context = new vpx_codec_ctx_t();
                _ = vpx_decoder.vpx_codec_dec_init(_context, vp8_dx.vpx_codec_vp8_dx(), new vpx_codec_dec_cfg_t { threads = 1 }, 0);
                _size = size;
            }
        }

        if (_context is null || !TryDecode(data))
        {
            return false;
        }

        if (vpx_decoder.vpx_codec_get_frame(_context, 0) is { } image)
        {
            Show(image, time, deliver);
        }

        // The first frame is a key frame, and has no vectors.
        _memory ??= new FrameMemory(_context.priv.yv12_frame_buffers.pbi[0].common);
        return true;
    }

    public void Dispose()
    {
        // vpx_codec_destroy only forgets: the planes are native memory.
        if (_context?.priv?.yv12_frame_buffers.pbi[0] is { } decoder)
        {
            alloccommon.vp8_remove_common(decoder.common);
        }

        _memory?.Dispose();
        (_context, _memory) = (null, null);
    }

    /// <summary>A frame that fails costs the decoder: it would keep the picture that it began for good, and it has only four.</summary>
    private bool TryDecode(ReadOnlySpan<byte> data)
    {
        var decoded = false;
        try
        {
            fixed (byte* first = data)
            {
                decoded = vpx_decoder.vpx_codec_decode(_context, first, (uint)data.Length, 0, 0) == vpx_codec_err_t.VPX_CODEC_OK;
            }
        }
        finally
        {
            if (!decoded)
            {
                Dispose();
            }
        }

        return decoded;
    }

    private static void Show(vpx_image_t image, TimeSpan time, Deliver deliver)
    {
        int width = (int)image.d_w, height = (int)image.d_h, rows = (height + 1) / 2, columns = (width + 1) / 2;
        int luma = image.stride[0], chroma = image.stride[1];
        var frame = VideoFrame.I420(
            width, height,
            new ReadOnlySpan<byte>(image.planes[0], (luma * (height - 1)) + width), luma,
            new ReadOnlySpan<byte>(image.planes[1], (chroma * (rows - 1)) + columns),
            new ReadOnlySpan<byte>(image.planes[2], (chroma * (rows - 1)) + columns), chroma,
            time);
        deliver(in frame);
    }
}
