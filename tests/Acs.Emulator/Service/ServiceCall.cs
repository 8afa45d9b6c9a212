using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>A call as the service knows it. Used under the cloud's lock.</summary>
/// <param name="onEmpty">What happens when nobody is in it any more.</param>
internal sealed partial class ServiceCall(EmulatedCloud cloud, bool isGroup, Action? onEmpty = null)
{
    private readonly List<Invitee> _invitees = [];
    private readonly List<EndCode> _outcomes = [];
    private readonly Dictionary<string, EndCode> _reasons = [];
    private bool _established = onEmpty is not null;

    public EmulatedCloud Cloud => cloud;

    public bool IsGroup { get; private set; } = isGroup;

    public List<Leg> Legs { get; } = [];

    public string ServerId { get; } = Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    /// <summary>A device takes part, and sees the call connecting.</summary>
    public Leg Enter(CallAgent agent, CallOptions? options, CallDirection direction, CallerDetails? caller)
    {
        var leg = new Leg(this, agent, options, direction, caller);
        Legs.Add(leg);
        agent.Add(leg);
        leg.Show();
        return leg;
    }

    public void Connect(Leg leg)
    {
        leg.Connect();
        Show();
    }

    /// <summary>Tells every end how things stand.</summary>
    public void Show()
    {
        foreach (var leg in Legs)
        {
            leg.Show();
        }
    }

    public CallView ViewFor(Leg leg) => new(
        leg.Id,
        StateOf(leg),
        null,
        leg.StartTime,
        leg.Muted,
        leg.IncomingMuted,
        [.. ParticipantsFor(leg)],
        new Dictionary<string, EndCode>(_reasons));

    public CallState StateOf(Leg leg) => leg switch
    {
        { Connected: false } => _invitees.Any(one => one.Ringing) ? CallState.Ringing : CallState.Connecting,
        { Held: true } => CallState.LocalHold,
        _ when !IsGroup && Legs.Any(other => other.Held) => CallState.RemoteHold,
        _ => CallState.Connected,
    };

    /// <summary>By identity, the devices of one's own left out.</summary>
    private IEnumerable<ParticipantView> ParticipantsFor(Leg leg)
    {
        foreach (var legs in Legs.Where(other => other.Agent.Identity != leg.Agent.Identity).GroupBy(other => other.Agent.Identity))
        {
            yield return new ParticipantView(
                new UserCallIdentifier(legs.Key),
                legs.First().Agent.DisplayName,
                ParticipantStateOf(legs),
                legs.All(other => other.Muted),
                legs.Any(other => other.Speaking),
                [.. legs.Where(other => other.Connected).SelectMany(other => other.Videos)]);
        }

        foreach (var invitee in _invitees)
        {
            var state = invitee.Ringing ? ParticipantState.Ringing : ParticipantState.Connecting;
            yield return new ParticipantView(invitee.Identifier, "", state, false, false, []);
        }
    }

    private ParticipantState ParticipantStateOf(IEnumerable<Leg> legs) =>
        !legs.Any(leg => leg.Connected) ? ParticipantState.Connecting
        : !IsGroup && legs.Any(leg => leg.Held) ? ParticipantState.Hold
        : ParticipantState.Connected;
}
