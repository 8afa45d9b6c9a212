using Windows.Foundation;
#if WINDOWS
using WinRT;
#endif

namespace Calling.Acs.Emulator;

/// <summary>Copies into and out of the buffers of Windows.</summary>
public static unsafe class FrameMemory
{
    public static byte[] Read(MemoryBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        using var reference = buffer.CreateReference();
        return Bytes(reference).ToArray();
    }

    public static MemoryBuffer Write(ReadOnlySpan<byte> bytes)
    {
        var buffer = new MemoryBuffer((uint)bytes.Length);
        using var reference = buffer.CreateReference();
        bytes.CopyTo(Bytes(reference));
        return buffer;
    }

    private static Span<byte> Bytes(IMemoryBufferReference reference)
    {
#if WINDOWS
        var access = reference.As<IMemoryBufferByteAccess>();
#else
        var access = (IMemoryBufferByteAccess)reference;
#endif
        access.GetBuffer(out byte* bytes, out uint capacity);
        return new Span<byte>(bytes, (int)capacity);
    }
}
