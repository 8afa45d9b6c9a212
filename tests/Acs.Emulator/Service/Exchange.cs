using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>Who is signed in, and where calls begin. Used under the cloud's lock.</summary>
internal sealed class Exchange(EmulatedCloud cloud)
{
    private readonly HashSet<string> _everRegistered = [];
    private readonly List<CallAgent> _agents = [];
    private readonly Dictionary<Guid, ServiceCall> _groups = [];

    public void Register(CallAgent agent)
    {
        if (agent.Device.Agents.Any(other => other.Identity == agent.Identity))
        {
            throw Errors.Of(Errors.NoMultipleConnections, "No multiple connections with same identity per app is allowed.");
        }

        _everRegistered.Add(agent.Identity);
        _agents.Add(agent);
        agent.Device.Agents.Add(agent);
    }

    public void Unregister(CallAgent agent)
    {
        _agents.Remove(agent);
        agent.Device.Agents.Remove(agent);
    }

    public IEnumerable<CallAgent> AgentsOf(string identity) =>
        _agents.Where(agent => agent.Identity == identity && agent.IsGood && agent.Device.IsAlive);

    /// <summary>Null if somebody's device can be rung.</summary>
    public EndCode? WhyUnreachable(string identity)
    {
        if (!_everRegistered.Contains(identity))
        {
            return Codes.NeverRegistered;
        }

        var agents = AgentsOf(identity).ToList();
        return agents.Count == 0 ? Codes.Offline
            : agents.Any(agent => agent.Device.IsOnline) ? null
            : Codes.Unreachable;
    }

    public CommunicationCall Start(CallAgent agent, IReadOnlyList<CallIdentifier> participants, StartCallOptions? options)
    {
        if (participants.Count == 0 || participants.Any(one => one.RawId == agent.Identity)
            || participants.Select(one => one.RawId).Distinct().Count() != participants.Count)
        {
            throw Errors.Invalid("A call needs participants, each once, and not oneself.");
        }

        var call = new ServiceCall(cloud, isGroup: participants.Count > 1);
        var leg = call.Enter(agent, options, CallDirection.Outgoing, caller: null);
        if (Admit(leg))
        {
            call.Ring(leg, participants);
        }

        return leg.Sdk;
    }

    public CommunicationCall Join(CallAgent agent, Guid groupId, JoinCallOptions? options)
    {
        if (!_groups.TryGetValue(groupId, out var call))
        {
            _groups[groupId] = call = new ServiceCall(cloud, isGroup: true, onEmpty: () => _groups.Remove(groupId));
        }

        var leg = call.Enter(agent, options, CallDirection.Outgoing, caller: null);
        if (Admit(leg))
        {
            call.Connect(leg);
        }

        return leg.Sdk;
    }

    private static bool Admit(Leg leg)
    {
        if (!leg.Agent.IsGood)
        {
            leg.Call.Leave(leg, Codes.Unauthorized);
        }

        return leg.Agent.IsGood;
    }
}
