using System.Collections.Concurrent;

namespace Calling.Providers.Mock;

/// <summary>
/// A vendor that does not measure the ring timeout: the arbiter is given the longest there is, and every device is told what its caller
/// asked for, so that the devices' own machines have to end the ringing (rule CALL-041).
/// </summary>
internal sealed class RingDuty(TimeSpan longest)
{
    private readonly ConcurrentDictionary<string, TimeSpan> _slack = new();

    /// <summary>The command as the arbiter gets it, from a line without the duty.</summary>
    public CallCommand Stretch(CallCommand command)
    {
        if (command is not CallCommand.PlaceCall place || place.RingTimeout >= longest || place.RingTimeout <= TimeSpan.Zero)
        {
            return command;
        }

        _slack[place.CallId] = longest - place.RingTimeout;
        return place with { RingTimeout = longest };
    }

    /// <summary>What any line of the world is told about such a call.</summary>
    public LineSignal Tell(LineSignal signal) => signal switch
    {
        CallSignal.Invited invited => invited with { RingRemaining = Left(invited.CallId, invited.RingRemaining) },
        LineSignal.Snapshot snapshot => new LineSignal.Snapshot([.. snapshot.Calls.Select(Tell)]),
        _ => signal,
    };

    /// <inheritdoc cref="Tell(LineSignal)"/>
    public CommandResult Tell(CommandResult result)
        => result is CommandResult.Done { View: { } view } ? new CommandResult.Done(Tell(view)) : result;

    private CallView Tell(CallView view)
        => view.RingRemaining is { } remaining ? view with { RingRemaining = Left(view.CallId, remaining) } : view;

    private TimeSpan Left(string callId, TimeSpan remaining)
    {
        var left = remaining - _slack.GetValueOrDefault(callId);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
