#if !WINDOWS
namespace Windows.Foundation;

/// <summary>What Windows declares, where there is none.</summary>
public interface IMemoryBufferReference : IDisposable
{
    uint Capacity { get; }
}
#endif
