using Calling.Clients;
using Calling.Machines;
using Calling.Media;
using Calling.Providers;

namespace Calling.Effects;

/// <summary>What stands around one call: the app's session, its gate and its media. Mailbox only, unless a member says otherwise.</summary>
internal sealed class CallHost
{
    private readonly TimeSpan? _levels;
    private bool _allowed;
    private bool _changed;

    /// <summary>Makes it with the first snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="shell">The client.</param>
    public CallHost(CallSnapshot snapshot, ClientShell shell)
    {
        (CallId, _levels) = (snapshot.CallId, shell.Options.AudioLevelInterval);
        Media = new MediaHost(CallId, shell.Runtime, shell.Mailbox, shell.Releases, shell.Logger);
        Gate = new CallGate(Media.Fail);
        Port = new CallMediaPort(CallId, shell.Descriptor, shell.Logger);
        Session = new CallSession(snapshot, this, shell);
        _changed = true;
    }

    /// <summary>The call.</summary>
    public string CallId { get; }

    /// <summary>The app's session. Any thread.</summary>
    public CallSession Session { get; }

    /// <summary>What lets capture run. Any thread.</summary>
    public CallGate Gate { get; }

    /// <summary>The media. Any thread.</summary>
    public MediaHost Media { get; }

    /// <summary>The app's side of the media. Any thread.</summary>
    public CallMediaPort Port { get; }

    /// <summary>Where sound comes from, if the app said so. Any thread; what is set when media is made counts.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from, if the app said so. Any thread; what is set when media is made counts.</summary>
    public VideoSource? VideoSource { get; set; }

    /// <summary>True once the session has ended and its media is closed: nothing more will be done here.</summary>
    public bool IsOver => Session.Snapshot.State == CallState.Ended && !Media.IsOpen;

    /// <summary>Shows a snapshot, with or without an event.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="callEvent">The event, if there is one.</param>
    public void Show(CallSnapshot snapshot, CallEvent? callEvent)
    {
        _changed = true;
        Session.Show(snapshot, callEvent);
    }

    /// <summary>Makes the media of the call.</summary>
    /// <param name="line">The sign-in that carries it.</param>
    /// <param name="effect">What the machine asked for.</param>
    public void OpenMedia(ICallLine line, Effect.OpenMedia effect) => Media.Open(
        () => line.Media.OpenMedia(
            new MediaPlan(
                CallId,
                line.Self,
                effect.Media,
                AudioSource ?? new AudioSource.Microphone(),
                VideoSource ?? new VideoSource.Camera(),
                effect.Grant) { AudioLevelInterval = _levels },
            Media),
        media =>
        {
            Gate.Attach(media);
            Port.Open(media);
        });

    /// <summary>Attaches sources and sinks, and lets the gate follow the user from the end of this decision on.</summary>
    public void StartMedia()
    {
        _allowed = true;
        _changed = true;
        Media.Start();
    }

    /// <summary>Shuts the gate for good and disposes the media.</summary>
    public void CloseMedia()
    {
        Gate.HangUp();
        Port.Close();
        Media.Close();
    }

    /// <summary>
    /// Brings the gate up to what the machine has decided. Once, at the end of a decision: between its effects a gate could open
    /// on half of it.
    /// </summary>
    public void Commit()
    {
        if (_changed)
        {
            _changed = false;
            Gate.Follow(Session.Snapshot.LocalMedia, _allowed);
        }
    }
}
