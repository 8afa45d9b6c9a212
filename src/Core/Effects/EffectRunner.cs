using Calling.Clients;
using Calling.Machines;
using Calling.Providers;

namespace Calling.Effects;

/// <summary>Carries out what the machine wants, in order, on the mailbox. It decides nothing.</summary>
internal sealed class EffectRunner(ClientShell shell)
{
    private readonly List<Action> _decided = [];
    private readonly TimerTable _timers = new(shell.Runtime.Time, shell.Mailbox);
    private volatile LineConnection? _connection;

    /// <summary>The line, while it is open. Any thread.</summary>
    public ICallLine? Line => _connection?.Line;

    /// <summary>The client is disposed: no timer runs on. Any thread.</summary>
    public void Close() => _timers.Close();

    /// <summary>Takes note of where the input came from whose effects follow.</summary>
    /// <param name="source">Where it came from.</param>
    public void Begin(object? source)
    {
        if (source is CallTimer timer)
        {
            _timers.Finish(timer);
        }
    }

    /// <summary>Carries out one effect.</summary>
    /// <param name="effect">The effect.</param>
    public void Run(Effect effect)
    {
        switch (effect)
        {
            case Effect.Connect connect:
                Connect(connect.Credential);
                break;
            case Effect.Disconnect:
                Disconnect();
                break;
            case Effect.Send send:
                Send(send.Command);
                break;
            case Effect.RequestSnapshot:
                Line?.RequestSnapshot();
                break;
            case Effect.Renew:
                _connection?.Renew();
                break;
            case Effect.StartTimer timer:
                _timers.Start(timer.CallId, timer.Kind, timer.DueIn);
                break;
            case Effect.StopTimer timer:
                _timers.Stop(timer.CallId, timer.Kind);
                break;
            case Effect.OpenSession open:
                OpenSession(open);
                break;
            case Effect.Show show:
                Host(show.Call.CallId).Show(show.Call, null);
                break;
            case Effect.Publish publish:
                Host(publish.Call.CallId).Show(publish.Call, publish.Event);
                break;
            case Effect.PublishState state:
                PublishState(state);
                break;
            case Effect.PublishIncoming incoming:
                PublishIncoming(Host(incoming.CallId).Session);
                break;
            case Effect.PublishMissed missed:
                shell.Events.Publish(shell.Events.State, missed.Event);
                break;
            case Effect.Complete complete:
                Complete(complete);
                break;
            case Effect.Fail fail:
                Finish(fail.Operation)?.Fail(fail.Error);
                break;
            case Effect.OpenMedia media:
                OpenMedia(media);
                break;
            case Effect.StartMedia media:
                Host(media.CallId).StartMedia();
                break;
            case Effect.UpdateMedia media:
                Host(media.CallId).Media.Update(media.Roster);
                break;
            case Effect.CloseMedia media:
                // Nothing to close where no session ever was.
                shell.Calls.Find(media.CallId)?.CloseMedia();
                break;
            case Effect.Ignored ignored:
                shell.Logger.Ignored(ignored.CallId, ignored.Input, ignored.Why);
                break;
            default:
                throw new NotSupportedException($"There is no effect {effect.GetType().Name}.");
        }
    }

    /// <summary>What follows a whole decision: gates move, what is over is let go.</summary>
    public void End()
    {
        foreach (CallHost host in shell.Calls.Hosts)
        {
            host.Commit();
        }

        foreach (Action decided in _decided)
        {
            decided();
        }

        _decided.Clear();
        foreach (CallHost host in shell.Calls.Hosts)
        {
            host.Session.FindReplacement();
        }

        shell.Calls.Remove(static host => host.IsOver);
        PruneAnnounced();
    }

    /// <summary>Takes an operation out and notes what has to follow the decision.</summary>
    /// <param name="operation">Its number.</param>
    public Operation? Finish(long operation)
    {
        Operation? found = shell.Operations.Take(operation);
        if (found?.Decided is { } decided)
        {
            _decided.Add(decided);
        }

        return found;
    }

    private void Connect(CallCredential credential)
    {
        _connection?.Close();
        var connection = new LineConnection(shell.Provider, shell.Runtime, shell.Mailbox, shell.Releases, shell.Logger);
        _connection = connection;
        connection.Open(credential, shell.LoginToken(credential));
    }

    private void Disconnect()
    {
        foreach (CallHost host in shell.Calls.Hosts)
        {
            host.CloseMedia();
        }

        _connection?.Close();
        _connection = null;
        shell.Previews.Close();
        shell.ForgetFaults();
    }

    private void Send(CallCommand command)
    {
        if (_connection is { } connection)
        {
            connection.Send(command);
            return;
        }

        var result = new CommandResult.NotSent(new ProviderFault("NoLine", "Nobody is signed in."));
        shell.Mailbox.PostLocal(new(new ClientInput.Call(command.CallId, new CallInput.Result(command.CommandId, result))));
    }

    private void OpenSession(Effect.OpenSession open)
    {
        var host = new CallHost(open.Call, shell);
        if (open.Heir is { } former && shell.Calls.Find(former) is { } source)
        {
            (host.AudioSource, host.VideoSource) = (source.AudioSource, source.VideoSource);
        }
        else
        {
            (host.AudioSource, host.VideoSource) = (open.Sources.Audio, open.Sources.Video);
        }

        shell.Calls.Add(host);
    }

    private void OpenMedia(Effect.OpenMedia effect)
    {
        CallHost host = Host(effect.CallId);
        if (Line is { } line)
        {
            host.OpenMedia(line, effect);
        }
        else
        {
            host.Media.OnMedia(new MediaSignal.Failed(new ProviderFault("NoLine", "The line is closed.")));
        }
    }

    private void PublishState(Effect.PublishState effect)
    {
        ClientView view = shell.Events.State with { State = effect.State, Reason = effect.Reason, Self = effect.Self };
        shell.Events.Publish(view, new CallClientEvent.StateChanged(effect.State, effect.Reason));
    }

    private void PublishIncoming(CallSession session)
    {
        ClientView view = shell.Events.State;
        shell.Events.Publish(view with { Announced = view.Announced.Add(session) }, new CallClientEvent.IncomingCall(session));
    }

    private void PruneAnnounced()
    {
        ClientView view = shell.Events.State;
        if (view.Announced.Any(static session => session.Snapshot.State != CallState.Incoming))
        {
            shell.Events.Show(view with
            {
                Announced = view.Announced.RemoveAll(static session => session.Snapshot.State != CallState.Incoming),
            });
        }
    }

    private void Complete(Effect.Complete effect)
    {
        object? value = effect.Value is string callId ? Host(callId).Session : effect.Value;
        Finish(effect.Operation)?.Complete(value);
    }

    private CallHost Host(string callId)
        => shell.Calls.Find(callId) ?? throw new InvalidOperationException($"There is no session of call {callId}.");
}
