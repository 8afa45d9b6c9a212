using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>Sees a pipeline's messages as they are posted, on whatever thread posts them; nothing is polled and nothing queues up.</summary>
internal sealed unsafe class BusWatch(Action<string> onError, Action? onEnd, Action? onLatency, ILogger log) : Callback(log)
{
    private const int MessageEos = 1;
    private const int MessageError = 2;
    private const int MessageWarning = 4;
    private const int MessageLatency = 1 << 19;
    private const int DropMessage = 0;

    /// <summary>Watches a pipeline; the callbacks must only hand the news on, because teardown in them would deadlock.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="onError">Gets what the stack said.</param>
    /// <param name="onEnd">Called at the end of a file.</param>
    /// <param name="onLatency">Called when the pipeline's latency has to be computed anew.</param>
    /// <param name="log">For warnings and faults.</param>
    internal static void Set(nint pipeline, Action<string> onError, Action? onEnd, Action? onLatency, ILogger log)
    {
        var bus = Gst.gst_pipeline_get_bus(pipeline);
        Gst.gst_bus_set_sync_handler(bus, &Raised, new BusWatch(onError, onEnd, onLatency, log).ToHandle(), &Free);
        Gst.gst_object_unref(bus);
    }

    /// <summary>Stops watching.</summary>
    internal static void Clear(nint pipeline)
    {
        var bus = Gst.gst_pipeline_get_bus(pipeline);
        Gst.gst_bus_set_sync_handler(bus, null, 0, null);
        Gst.gst_object_unref(bus);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Raised(nint bus, nint message, nint data)
    {
        From<BusWatch>(data).Run(message);

        // GST_BUS_DROP leaves the message to the handler.
        Gst.gst_mini_object_unref(message);
        return DropMessage;
    }

    private void Run(nint message)
    {
        try
        {
            switch (((GstMessage*)message)->Type)
            {
                case MessageEos:
                    onEnd?.Invoke();
                    break;
                case MessageLatency:
                    onLatency?.Invoke();
                    break;
                case MessageError:
                    onError(Parse(message, out _));
                    break;
                case MessageWarning:
                    var warning = Parse(message, out var domain);
                    Log.PipelineWarning(Logger, warning);
                    if (domain == Gst.gst_parse_error_quark())
                    {
                        // A file's streams are known and none fits: nothing else will ever be said.
                        onError("The file has no stream of this kind.");
                    }

                    break;
            }
        }
        catch (Exception fault)
        {
            Fault(fault);
        }
    }

    private static string Parse(nint message, out uint domain)
    {
        GError* native = null;
        nint debug = 0;
        if (((GstMessage*)message)->Type == MessageError)
        {
            Gst.gst_message_parse_error(message, &native, &debug);
        }
        else
        {
            Gst.gst_message_parse_warning(message, &native, &debug);
        }

        var text = native is null ? "unknown error" : Marshal.PtrToStringUTF8((nint)native->Message) ?? "unknown error";

        domain = native is null ? 0 : native->Domain;

        // The first line of the debug text is a source position, the last one says what really happened.
        var detail = Marshal.PtrToStringUTF8(debug)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (native is not null)
        {
            GLib.g_error_free(native);
        }

        GLib.g_free(debug);
        return detail is { Length: > 1 } ? $"{text} ({detail[^1]})" : text;
    }
}
