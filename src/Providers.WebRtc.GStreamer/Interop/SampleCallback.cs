using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>Takes what arrives at an appsink, on its streaming thread.</summary>
internal sealed unsafe class SampleCallback(Action<nint> take, ILogger log) : Callback(log)
{
    private const int FlowOk = 0;
    private const int FlowEos = -3;

    /// <summary>Delivers every sample of an appsink; the sample is borrowed.</summary>
    internal static void Set(nint appSink, Action<nint> take, ILogger log)
    {
        // GStreamer copies the structure; entries it does not know stay zero.
        var callbacks = new GstAppSinkCallbacks { NewSample = &Raised };
        GstApp.gst_app_sink_set_callbacks(appSink, &callbacks, new SampleCallback(take, log).ToHandle(), &Free);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Raised(nint appSink, nint data) => From<SampleCallback>(data).Run(appSink);

    private int Run(nint appSink)
    {
        var sample = GstApp.gst_app_sink_pull_sample(appSink);
        if (sample == 0)
        {
            return FlowEos;
        }

        try
        {
            take(sample);
        }
        catch (Exception fault)
        {
            Fault(fault);
        }
        finally
        {
            Gst.gst_mini_object_unref(sample);
        }

        return FlowOk;
    }
}
