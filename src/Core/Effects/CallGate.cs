using Calling.Media;
using Calling.Providers;

namespace Calling.Effects;

/// <summary>
/// What lets a call's capture run: only while the machine allows it, the user wants it and nobody has hung up (rule CALL-037).
/// The user's part is written in the user's own thread; the machine's follows at the end of a decision. What the user chose stands
/// until the machine has decided on it; from then on the machine's word is the user's will again, be it granted or refused.
/// </summary>
/// <param name="faulted">Told when a media session throws from a gate; must not throw.</param>
internal sealed class CallGate(Action<Exception> faulted)
{
    private readonly Lock _lock = new();
    private IMediaSession? _media;
    private MediaState _decided;
    private bool _allowed;
    private bool _hungUp;
    private Choice _audio;
    private Choice _video;

    /// <summary>The user switches a kind on or off: at once, and in the same order as the machine will hear of it.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="on">True to send.</param>
    /// <param name="enqueue">Appends the machine's input and must not run it; given what <see cref="Settle"/> needs.</param>
    public void Choose(MediaKind kind, bool on, Action<long> enqueue)
    {
        lock (_lock)
        {
            ref Choice choice = ref Of(kind);
            choice.Wanted = on;
            Apply(kind);
            enqueue(++choice.Version);
        }
    }

    /// <summary>The machine has decided on a choice; if the user has not chosen again since, the machine's word stands.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="version">The choice.</param>
    public void Settle(MediaKind kind, long version)
    {
        lock (_lock)
        {
            ref Choice choice = ref Of(kind);
            if (choice.Version == version)
            {
                choice.Wanted = null;
                Apply(kind);
            }
        }
    }

    /// <summary>Follows the machine.</summary>
    /// <param name="decided">What it has decided to be on.</param>
    /// <param name="allowed">Capture may run at all.</param>
    public void Follow(MediaState decided, bool allowed)
    {
        lock (_lock)
        {
            (_decided, _allowed) = (decided, allowed);
            ApplyAll();
        }
    }

    /// <summary>Shuts for good.</summary>
    public void HangUp()
    {
        lock (_lock)
        {
            _hungUp = true;
            ApplyAll();
        }
    }

    /// <summary>Media is there, with its gates shut.</summary>
    /// <param name="media">The media.</param>
    public void Attach(IMediaSession media)
    {
        lock (_lock)
        {
            _media = media;
            ApplyAll();
        }
    }

    private void ApplyAll()
    {
        Apply(MediaKind.Audio);
        Apply(MediaKind.Video);
    }

    private void Apply(MediaKind kind)
    {
        ref Choice choice = ref Of(kind);
        bool decided = kind == MediaKind.Audio ? _decided.MicrophoneOn : _decided.CameraOn;
        bool open = _allowed && !_hungUp && (choice.Wanted ?? decided);
        if (_media is null || choice.Open == open)
        {
            return;
        }

        choice.Open = open;
        try
        {
            _media.SetGate(kind, open);
        }
        catch (Exception error)
        {
            faulted(error);
        }
    }

    private ref Choice Of(MediaKind kind) => ref kind == MediaKind.Audio ? ref _audio : ref _video;

    private struct Choice
    {
        public bool? Wanted;
        public long Version;
        public bool Open;
    }
}
