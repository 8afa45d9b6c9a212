using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>A signal with one object or parameter (<c>pad-added</c>, <c>notify::…</c>).</summary>
internal sealed unsafe class ObjectSignal(Action<nint> action, ILogger log) : Callback(log)
{
    internal static CULong Connect(nint instance, string signal, Action<nint> action, ILogger log)
        => GLib.g_signal_connect_data(
            instance, signal, (nint)(delegate* unmanaged[Cdecl]<nint, nint, nint, void>)&Raised,
            new ObjectSignal(action, log).ToHandle(), &FreeClosure, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Raised(nint instance, nint argument, nint data) => From<ObjectSignal>(data).Run(argument);

    private void Run(nint argument)
    {
        try
        {
            action(argument);
        }
        catch (Exception fault)
        {
            Fault(fault);
        }
    }
}

/// <summary>rtpbin's <c>new-jitterbuffer</c>: one per received stream, before its first packet.</summary>
internal sealed unsafe class JitterBufferSignal(Action<nint> action, ILogger log) : Callback(log)
{
    internal static CULong Connect(nint instance, Action<nint> action, ILogger log)
        => GLib.g_signal_connect_data(
            instance, "new-jitterbuffer", (nint)(delegate* unmanaged[Cdecl]<nint, nint, uint, uint, nint, void>)&Raised,
            new JitterBufferSignal(action, log).ToHandle(), &FreeClosure, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Raised(nint instance, nint buffer, uint session, uint ssrc, nint data) => From<JitterBufferSignal>(data).Run(buffer);

    private void Run(nint buffer)
    {
        try
        {
            action(buffer);
        }
        catch (Exception fault)
        {
            Fault(fault);
        }
    }
}

/// <summary>webrtcbin's <c>on-ice-candidate</c>.</summary>
internal sealed unsafe class CandidateSignal(Action<int, string> action, ILogger log) : Callback(log)
{
    internal static CULong Connect(nint instance, Action<int, string> action, ILogger log)
        => GLib.g_signal_connect_data(
            instance, "on-ice-candidate", (nint)(delegate* unmanaged[Cdecl]<nint, uint, byte*, nint, void>)&Raised,
            new CandidateSignal(action, log).ToHandle(), &FreeClosure, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Raised(nint instance, uint line, byte* candidate, nint data)
        => From<CandidateSignal>(data).Run((int)line, (nint)candidate);

    private void Run(int line, nint candidate)
    {
        try
        {
            action(line, Marshal.PtrToStringUTF8(candidate) ?? "");
        }
        catch (Exception fault)
        {
            Fault(fault);
        }
    }
}
