using Calling.Media;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>Hands a frame to one receiver, whose exception costs that frame alone.</summary>
internal static class SinkDelivery
{
    internal static void Give(this SinkList<IVideoSink>.Attachment attachment, in VideoFrame frame)
    {
        if (attachment.Enter() is not { } sink)
        {
            return;
        }

        try
        {
            sink.OnFrame(in frame);
        }
        catch (Exception fault)
        {
            attachment.Fault(fault);
        }
        finally
        {
            attachment.Exit();
        }
    }

    internal static void Give(this SinkList<IAudioSink>.Attachment attachment, in AudioFrame frame)
    {
        if (attachment.Enter() is not { } sink)
        {
            return;
        }

        try
        {
            sink.OnFrame(in frame);
        }
        catch (Exception fault)
        {
            attachment.Fault(fault);
        }
        finally
        {
            attachment.Exit();
        }
    }
}
