namespace Calling.Acs.Emulator;

internal sealed partial class ServiceCall
{
    /// <summary>A device leaves; a call between two ends then, and one without anybody does.</summary>
    /// <param name="own">What the device sees.</param>
    /// <param name="others">What the other end of a one-to-one call sees; null: a hang-up.</param>
    /// <param name="locally">The device knows by itself, even without a network.</param>
    public void Leave(Leg leg, EndCode own, EndCode? others = null, bool locally = false)
    {
        if (!Take(leg))
        {
            return;
        }

        leg.Finish(own, locally);
        if (!IsGroup)
        {
            EndAll(others ?? cloud.Settings.RemoteHangUp);
        }
        else if (Legs.Count == 0)
        {
            EndAll(own);
        }

        Show();
    }

    public void HangUp(Leg leg, bool forEveryone)
    {
        if (leg.Ended)
        {
            return;
        }

        if (forEveryone && !(IsGroup && (cloud.Settings.EnteredGroupsHaveHosts || onEmpty is null)))
        {
            throw Errors.Of(Errors.FailedToHangUpForEveryone, "sam_status_failed_to_hangup_for_everyone");
        }

        // The app's end is at once; the service learns of it when it can.
        leg.Finish(Codes.HungUp, locally: true);
        leg.Agent.Device.Deliver(() =>
        {
            Leave(leg, Codes.HungUp);
            if (forEveryone)
            {
                EndAll(Codes.EndedForEveryone);
            }
        });
    }

    public void Remove(string identity)
    {
        foreach (var invitee in _invitees.Where(one => one.Identifier.RawId == identity).ToList())
        {
            End(invitee, cloud.Settings.Cancelled);
        }

        foreach (var leg in Legs.Where(one => one.Agent.Identity == identity).ToList())
        {
            Leave(leg, cloud.Settings.Removed);
        }

        Show();
    }

    private void EndAll(EndCode code)
    {
        foreach (var invitee in _invitees.ToList())
        {
            End(invitee, cloud.Settings.Cancelled);
        }

        foreach (var leg in Legs.ToList())
        {
            Take(leg);
            leg.Finish(code, locally: false);
        }

        onEmpty?.Invoke();
    }

    private bool Take(Leg leg) => leg.Agent.InService.Remove(leg) && Legs.Remove(leg);
}
