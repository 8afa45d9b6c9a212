using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>Looks at what passes a pad and says whether it may.</summary>
internal sealed unsafe class PadProbe(Func<nint, int> look, ILogger log) : Callback(log)
{
    internal const int Drop = 0;
    internal const int Pass = 1;
    internal const int Remove = 2;
    internal const int Idle = 1;
    internal const int Buffers = (1 << 4) | (1 << 5);
    internal const int UpstreamEvents = 1 << 7;

    /// <summary>Adds a probe; it lives as long as the pad, or until it says <see cref="Remove"/>.</summary>
    /// <param name="pad">The pad.</param>
    /// <param name="mask">What to look at.</param>
    /// <param name="look">Gets the buffer or event (borrowed), returns the decision; an exception counts as <see cref="Drop"/>.</param>
    /// <param name="log">For faults.</param>
    internal static void Add(nint pad, int mask, Func<nint, int> look, ILogger log)
        => Gst.gst_pad_add_probe(pad, mask, &Raised, new PadProbe(look, log).ToHandle(), &Free);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Raised(nint pad, GstPadProbeInfo* info, nint data) => From<PadProbe>(data).Run(info->Data);

    private int Run(nint item)
    {
        try
        {
            return look(item);
        }
        catch (Exception fault)
        {
            Fault(fault);
            return Drop;
        }
    }
}
