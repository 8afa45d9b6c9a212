using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>What native code calls. The GCHandle lives until GLib says that the last call is over (its destroy notify).</summary>
internal abstract class Callback(ILogger log)
{
    protected ILogger Logger { get; } = log;

    internal nint ToHandle() => GCHandle.ToIntPtr(GCHandle.Alloc(this));

    /// <summary>No exception may cross into native code: it would end the process.</summary>
    protected void Fault(Exception fault) => Log.CallbackFailed(Logger, fault);

    protected static T From<T>(nint data)
        where T : Callback
        => Unsafe.As<T>(GCHandle.FromIntPtr(data).Target!);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void Free(nint data) => GCHandle.FromIntPtr(data).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void FreeClosure(nint data, nint closure) => GCHandle.FromIntPtr(data).Free();
}
