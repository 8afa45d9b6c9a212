using Calling.Machines;
using Calling.Media;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Clients;

/// <summary>The app's side of a session's media: keeps attachments until media is there, and passes them on.</summary>
internal sealed class CallMediaPort(string callId, ProviderDescriptor provider, ILogger logger) : ICallMedia
{
    private readonly Lock _lock = new();
    private readonly List<SinkAttachment> _attachments = [];
    private IMediaSession? _media;
    private bool _closed;

    /// <inheritdoc/>
    public IDisposable AddVideoSink(string userId, IVideoSink sink)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(sink);
        Require(CallCapabilities.RawMedia, nameof(AddVideoSink), "a sink");
        return Add(new VideoSinkAttachment(userId, sink, this, callId, logger));
    }

    /// <inheritdoc/>
    public IDisposable AddAudioSink(string userId, IAudioSink sink)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(sink);
        Require(CallCapabilities.RawMedia, nameof(AddAudioSink), "a sink");
        return Add(new AudioSinkAttachment(userId, sink, this, callId, logger));
    }

    /// <inheritdoc/>
    public ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct = default)
    {
        Require(CallCapabilities.CameraSwitch, nameof(SwitchCameraAsync), "another camera");
        return Live(nameof(SwitchCameraAsync)).SwitchCameraAsync(facing, ct);
    }

    /// <inheritdoc/>
    public ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct = default)
    {
        Require(CallCapabilities.AudioRoute, nameof(SetAudioRouteAsync), "an audio route");
        return Live(nameof(SetAudioRouteAsync)).SetAudioRouteAsync(route, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct = default)
    {
        IMediaSession? media = Current();
        try
        {
            return media is null ? [] : await media.GetStatsAsync(ct).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (Current() is null)
        {
            // The call ended meanwhile.
            return [];
        }
    }

    private void Require(CallCapabilities capability, string operation, string what)
    {
        if (!provider.Capabilities.HasFlag(capability))
        {
            throw CallErrors.NotSupported(operation, provider, capability, what);
        }
    }

    private IMediaSession Live(string operation) => Current()
        ?? throw new CallException(CallErrorCode.InvalidState, $"{operation}: the session has no media now.") { Operation = operation };

    /// <summary>Media is there: what was attached so far takes effect.</summary>
    /// <param name="media">The media.</param>
    public void Open(IMediaSession media)
    {
        SinkAttachment[] waiting;
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _media = media;
            waiting = [.. _attachments];
        }

        foreach (SinkAttachment attachment in waiting)
        {
            attachment.Attach(media);
        }
    }

    /// <summary>The media ends; attachments stay valid and get nothing any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _media = null;
            _attachments.Clear();
        }
    }

    /// <summary>Forgets an attachment.</summary>
    /// <param name="attachment">Which.</param>
    public void Remove(SinkAttachment attachment)
    {
        lock (_lock)
        {
            _attachments.Remove(attachment);
        }
    }

    // The media is called outside the lock: it may wait for a sink that is just using this port.
    private SinkAttachment Add(SinkAttachment attachment)
    {
        IMediaSession? media;
        lock (_lock)
        {
            if (!_closed)
            {
                _attachments.Add(attachment);
            }

            media = _media;
        }

        try
        {
            if (media is not null)
            {
                attachment.Attach(media);
            }
        }
        catch (ObjectDisposedException) when (Current() is null)
        {
            // The call ended meanwhile: there is nothing to show any more.
        }

        return attachment;
    }

    private IMediaSession? Current()
    {
        lock (_lock)
        {
            return _media;
        }
    }
}
