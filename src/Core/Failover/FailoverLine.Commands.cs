using Calling.Providers;

namespace Calling.Failover;

// Commands: to the provider that has the call; one that opens a call finds it.
internal sealed partial class FailoverLine
{
    /// <inheritdoc/>
    public async ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        CallRoute? route;
        ICallLine? line = null;
        lock (_gate)
        {
            route = _routes.Find(command.CallId);
            if (route is not null)
            {
                Note(route, command);
                line = route.Branch.Line;
            }
        }

        if (route is null)
        {
            return command is CallCommand.PlaceCall or CallCommand.JoinCall
                ? await OpenAsync(command, ct).ConfigureAwait(false)
                : new CommandResult.Refused(RefusalCode.NotFound, Message: "No provider has this call.");
        }

        CommandResult result = await route.Branch.SendAsync(line, command, ct).ConfigureAwait(false);
        lock (_gate)
        {
            Note(route, command, result);
        }

        return result;
    }

    /// <summary>Asks one provider after the other for as long as none of them can know the call (rule CALL-143).</summary>
    private async ValueTask<CommandResult> OpenAsync(CallCommand command, CancellationToken ct)
    {
        CommandResult result = new CommandResult.NotSent(new ProviderFault("NoLine", "No provider's line is up."));
        foreach (FailoverBranch branch in _branches)
        {
            ICallLine? line;
            CallRoute? route = null;
            lock (_gate)
            {
                if (!branch.IsUp || ct.IsCancellationRequested)
                {
                    continue;
                }

                line = branch.Line;
                if (_routes.Find(command.CallId) is null)
                {
                    route = _routes.Add(command.CallId, branch);
                    route.IsOpen = true;
                }
            }

            if (route is null)
            {
                // A provider has spoken of the call meanwhile: it has it.
                return await SendAsync(command, ct).ConfigureAwait(false);
            }

            result = await branch.SendAsync(line, command, ct).ConfigureAwait(false);
            lock (_gate)
            {
                if (!IsElsewhere(command, result))
                {
                    Settle(command, route, result);
                    return result;
                }

                if (!route.IsOpen)
                {
                    // It says that nothing had left, and its signals say that the call is known.
                    return new CommandResult.Unknown(new ProviderFault("Contradiction", $"{branch.Name} knows the call."));
                }

                _routes.Remove(command.CallId);
            }

            if (result is CommandResult.NotSent(var fault))
            {
                _logger.TryingNext(command.CallId, branch.Name, fault);
            }
        }

        return result;
    }

    /// <summary>This provider has nothing to do with the call: nothing left for it, or it does not know what was to be joined.</summary>
    private static bool IsElsewhere(CallCommand command, CommandResult result)
        => result is CommandResult.NotSent
            || (command is CallCommand.JoinCall && result is CommandResult.Refused { Code: RefusalCode.NotFound });

    private void Settle(CallCommand command, CallRoute route, CommandResult result)
    {
        if (route.IsOpen)
        {
            route.IsOpen = false;
            Note(route, command);
            if (!route.Branch.IsUp)
            {
                // The call did not belong to it when its line was lost, so Core has not been told.
                TellState(route.Branch, [command.CallId]);
            }
        }

        Note(route, command, result);
        if (result is CommandResult.Done({ } view) && view.CallId != command.CallId)
        {
            // The arbiter has put this device into the call that crossed with this one (rule CALL-060).
            (_routes.Find(view.CallId) ?? _routes.Add(view.CallId, route.Branch)).Keep();
            route.End();
        }
    }

    /// <summary>Notes that this device takes part from now on.</summary>
    private static void Note(CallRoute route, CallCommand command)
    {
        if (command is CallCommand.PlaceCall or CallCommand.JoinCall or CallCommand.Alerting or CallCommand.AcceptCall)
        {
            route.Keep();
        }
    }

    /// <summary>Notes that it no longer does.</summary>
    private static void Note(CallRoute route, CallCommand command, CommandResult result)
    {
        bool over = result switch
        {
            CommandResult.Done(var view) => view?.Ending is not null
                || command is CallCommand.EndCall or CallCommand.LeaveCall or CallCommand.RejectCall or CallCommand.CancelCall,
            CommandResult.Refused { Code: RefusalCode.RateLimited } => false,
            CommandResult.Refused { Code: RefusalCode.CallGone or RefusalCode.NotFound } => true,
            CommandResult.Refused => command is CallCommand.PlaceCall or CallCommand.JoinCall,
            _ => false,
        };
        if (over)
        {
            route.End();
        }
    }
}
