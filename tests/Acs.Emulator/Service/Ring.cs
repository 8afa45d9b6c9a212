using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>A call that rings on one device. Used under the cloud's lock.</summary>
internal sealed class Ring
{
    public Ring(ServiceCall call, Invitee invitee, CallAgent agent, CallerDetails caller, bool video)
    {
        (Call, Invitee, Agent) = (call, invitee, agent);
        Incoming = new IncomingCall(this, caller, video);
    }

    public ServiceCall Call { get; }

    public Invitee Invitee { get; }

    public CallAgent Agent { get; }

    public IncomingCall Incoming { get; }

    public bool Ended { get; private set; }

    public void Begin() => Agent.Device.Deliver(() =>
    {
        Invitee.Ringing = true;
        if (!Ended)
        {
            Agent.Announce(Incoming);
        }
    });

    /// <summary>The service ends it.</summary>
    public void End(EndCode code)
    {
        if (!Ended)
        {
            Ended = true;
            Agent.Device.Deliver(() => Incoming.Finish(code));
        }
    }

    /// <summary>The device itself ended it.</summary>
    public void Answer(EndCode code, bool raises)
    {
        Ended = true;
        if (raises)
        {
            Incoming.Finish(code);
        }
    }
}
