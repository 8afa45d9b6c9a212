using System.Reflection;
using Vpx.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>Gives SIPSorcery's encoder an output buffer that the garbage collector never moves.</summary>
/// <remarks>
/// The encoder of 10.0.16 keeps a pointer into its output buffer after the statement that pins it. A collection that moves the buffer then
/// makes it write into other objects, and the process dies. Buffers of pictures up to about 200x200 are small enough to be moved.
/// It allocates only when the buffer that it has is too small, so a large one on the pinned heap stays.
/// </remarks>
internal static class PinnedOutput
{
    // The encoder asks for 2 and a little, and would replace a buffer that is too small by one that moves.
    private const int BytesPerPixel = 3;
    private const int Least = 128 * 1_024;

    private static readonly FieldInfo? s_buffers = typeof(VP8Codec).GetField("_frameBuffers", BindingFlags.Instance | BindingFlags.NonPublic);
    private static readonly FieldInfo? s_output = s_buffers?.FieldType.GetField("OutBuf", BindingFlags.Instance | BindingFlags.Public);

    /// <summary>Call it before the first picture.</summary>
    /// <exception cref="NotSupportedException">Another version, of which nobody knows whether it is safe.</exception>
    internal static void Give(VP8Codec codec, int width, int height)
    {
        if (s_buffers?.GetValue(codec) is not { } buffers || s_output is null || s_output.FieldType != typeof(byte[]))
        {
            throw new NotSupportedException("This engine encodes with SIPSorcery.VP8 10.0.16 only: of another version nobody knows whether it corrupts memory.");
        }

        s_output.SetValue(buffers, GC.AllocateUninitializedArray<byte>(Math.Max(Least, width * height * BytesPerPixel), pinned: true));
    }

    /// <summary>The buffer in use, for tests.</summary>
    internal static byte[]? Of(VP8Codec codec) => (byte[]?)s_output?.GetValue(s_buffers!.GetValue(codec));
}
