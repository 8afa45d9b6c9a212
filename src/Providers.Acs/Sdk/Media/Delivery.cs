using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>Gives frames to sinks; what a sink throws is logged and costs that frame alone.</summary>
internal static class Delivery
{
    public static void Deliver(SinkList<IVideoSink> sinks, string userId, in VideoFrame frame, ILogger logger)
    {
        foreach (var attachment in sinks.All)
        {
            if (attachment.UserId != userId)
            {
                continue;
            }

            lock (attachment.Delivering)
            {
                if (attachment.IsOver)
                {
                    continue;
                }

                try
                {
                    attachment.Sink.OnFrame(frame);
                }
                catch (Exception e)
                {
                    AcsLog.Faulted(logger, e);
                }
            }
        }
    }

    public static void Deliver(SinkList<IAudioSink> sinks, string[] users, in AudioFrame frame, ILogger logger)
    {
        foreach (var attachment in sinks.All)
        {
            if (!users.AsSpan().Contains(attachment.UserId))
            {
                continue;
            }

            lock (attachment.Delivering)
            {
                if (attachment.IsOver)
                {
                    continue;
                }

                try
                {
                    attachment.Sink.OnFrame(frame);
                }
                catch (Exception e)
                {
                    AcsLog.Faulted(logger, e);
                }
            }
        }
    }
}
