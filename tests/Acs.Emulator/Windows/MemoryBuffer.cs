#if !WINDOWS
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Windows.Foundation;

/// <summary>What Windows declares, where there is none: memory that stays while a reference to it is held.</summary>
public sealed class MemoryBuffer : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    public MemoryBuffer(uint capacity) => _bytes = GC.AllocateArray<byte>((int)capacity, pinned: true);

    public IMemoryBufferReference CreateReference()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new Reference(_bytes);
    }

    public void Dispose() => _disposed = true;

    private sealed class Reference(byte[] bytes) : IMemoryBufferReference, IMemoryBufferByteAccess
    {
        private byte[]? _bytes = bytes;

        public uint Capacity => (uint)(_bytes?.Length ?? 0);

        public unsafe void GetBuffer(out byte* buffer, out uint capacity)
        {
            ObjectDisposedException.ThrowIf(_bytes is null, this);
            buffer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes));
            capacity = (uint)_bytes.Length;
        }

        public void Dispose() => _bytes = null;
    }
}
#endif
