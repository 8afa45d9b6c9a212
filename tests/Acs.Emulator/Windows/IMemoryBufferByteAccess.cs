#if WINDOWS
using System.Runtime.InteropServices;
#endif

namespace Windows.Foundation;

/// <summary>How the bytes behind an <see cref="IMemoryBufferReference"/> are reached. Every app declares it for itself.</summary>
#if WINDOWS
[ComImport, Guid("5B0D3235-4DBA-4D44-865E-8F1D0E4FD04D"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
internal unsafe interface IMemoryBufferByteAccess
#else
public unsafe interface IMemoryBufferByteAccess
#endif
{
    void GetBuffer(out byte* buffer, out uint capacity);
}
