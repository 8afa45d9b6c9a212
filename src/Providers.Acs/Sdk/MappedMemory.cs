using System.Runtime.InteropServices;
using Windows.Foundation;
#if WINDOWS
using WinRT;
#endif

namespace Calling.Providers.Acs.Sdk;

/// <summary>The bytes of a buffer of the SDK's, until it is disposed. Making one costs what the SDK's way to them costs.</summary>
internal readonly unsafe struct MappedMemory : IDisposable
{
    private readonly IMemoryBufferReference _reference;
    private readonly byte* _bytes;
    private readonly int _length;

    public MappedMemory(MemoryBuffer buffer)
    {
        _reference = buffer.CreateReference();
#if WINDOWS
        var access = _reference.As<IMemoryBufferByteAccess>();
#else
        var access = (IMemoryBufferByteAccess)_reference;
#endif
        access.GetBuffer(out _bytes, out uint length);
        _length = (int)length;
    }

    public Span<byte> Bytes => new(_bytes, _length);

    public Span<short> Samples => MemoryMarshal.Cast<byte, short>(Bytes);

    public void Dispose() => _reference?.Dispose();

#if WINDOWS
    [ComImport, Guid("5B0D3235-4DBA-4D44-865E-8F1D0E4FD04D"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    private interface IMemoryBufferByteAccess
    {
        void GetBuffer(out byte* buffer, out uint capacity);
    }
#endif
}
