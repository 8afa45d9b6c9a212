using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>A GstPromise as a task.</summary>
/// <typeparam name="T">What is read from the reply.</typeparam>
internal sealed class NativePromise<T> : PromiseCallback
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<nint, T> _read;

    private NativePromise(Func<nint, T> read, ILogger log)
        : base(log)
        => _read = read;

    /// <summary>Starts something that answers by promise.</summary>
    /// <param name="start">Gets the promise, borrowed.</param>
    /// <param name="read">Reads the reply structure (0 when empty), on the stack's thread.</param>
    /// <param name="log">For faults.</param>
    internal static Task<T> Run(Action<nint> start, Func<nint, T> read, ILogger log)
    {
        var promise = new NativePromise<T>(read, log);
        Start(promise, start);
        return promise._source.Task;
    }

    protected override void Complete(nint reply)
    {
        try
        {
            _source.TrySetResult(_read(reply));
        }
        catch (Exception fault)
        {
            _source.TrySetException(fault);
        }
    }

    protected override void Refuse(string message) => _source.TrySetException(new PeerConnectionException(message));
}

/// <summary>The part of a promise that does not depend on its result; unmanaged entry points cannot be generic.</summary>
internal abstract unsafe class PromiseCallback(ILogger log) : Callback(log)
{
    private const int Replied = 2;

    protected abstract void Complete(nint reply);

    protected abstract void Refuse(string message);

    protected static void Start(PromiseCallback callback, Action<nint> start)
    {
        var promise = Gst.gst_promise_new_with_change_func(&Changed, callback.ToHandle(), &Free);
        start(promise);

        // The emitted action holds its own reference while it works.
        Gst.gst_mini_object_unref(promise);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Changed(nint promise, nint data) => From<PromiseCallback>(data).Run(promise);

    private void Run(nint promise)
    {
        try
        {
            if (Gst.gst_promise_wait(promise) != Replied)
            {
                Refuse("The connection was closed meanwhile.");
                return;
            }

            var reply = Gst.gst_promise_get_reply(promise);
            var error = reply == 0 ? null : Gst.gst_structure_get_value(reply, "error");
            if (error is null)
            {
                Complete(reply);
                return;
            }

            var native = (GError*)GLib.g_value_get_boxed(error);
            Refuse(native is null ? "The stack refused." : Marshal.PtrToStringUTF8((nint)native->Message) ?? "The stack refused.");
        }
        catch (Exception fault)
        {
            Fault(fault);
            Refuse(fault.Message);
        }
    }
}
