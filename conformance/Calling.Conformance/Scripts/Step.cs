using System.Globalization;

namespace Calling.Conformance.Scripts;

/// <summary>One thing that one device does.</summary>
/// <param name="Device">Which, such as <c>bob/tablet</c>.</param>
/// <param name="Act">What.</param>
internal sealed record Step(string Device, Act Act)
{
    /// <summary>How long a call that nobody is to answer rings.</summary>
    public static readonly TimeSpan ShortRing = TimeSpan.FromSeconds(2);

    public Target Target { get; init; }

    /// <summary>Whom it is about: who is called, invited or removed, by name, several with a space between; or the device whose call is entered.</summary>
    public string Callee { get; init; } = "";

    public bool Video { get; init; }

    /// <summary>On or off; agree or refuse; the device alone or the user.</summary>
    public bool Yes { get; init; }

    public string? Data { get; init; }

    public TimeSpan Time { get; init; }

    /// <summary>Begins without waiting for what the step before has brought about.</summary>
    public bool Races { get; init; }

    /// <summary>In a simulation: which of the ways in which it may meet the steps that race with it.</summary>
    public int Meeting { get; init; }

    public override string ToString() => $"{(Races ? "  while " : "")}{Words}{(Data is null ? "" : $" with '{Data}'")}";

    /// <summary>Those of <see cref="Callee"/>.</summary>
    public IReadOnlyList<string> Callees => Callee.Split(' ');

    private string Media => Video ? "video" : "audio";

    private string Which => Target switch
    {
        Target.Out => "the call it placed last",
        Target.In => "the call that rang last",
        Target.Joined => "the call it entered last",
        _ => "the oldest incoming call",
    };

    private string Words => Act switch
    {
        Act.Place => $"{Device} places a {Media} call to {Callee}",
        Act.RingOut => $"{Device} places a {Media} call to {Callee} that rings for 2 s",
        Act.GroupPlace => $"{Device} places a {Media} group call to {Callee}",
        Act.Join => $"{Device} enters the call that {Callee} placed last",
        Act.Invite => $"{Device} invites {Callee} into {Which}",
        Act.CancelInvitation => $"{Device} takes back the invitation of {Callee} to {Which}",
        Act.Remove => $"{Device} removes {Callee} from {Which}",
        Act.HangUpEveryone => $"{Device} ends {Which} for everyone",
        Act.Accept => $"{Device} accepts {Which}",
        Act.Reject => $"{Device} rejects {Which} ({(Yes ? "this device" : "the user")})",
        Act.Cancel => $"{Device} tries to cancel {Which}",
        Act.HangUp => $"{Device} hangs up {Which}",
        Act.Leave => $"{Device} disposes {Which}",
        Act.Microphone => $"{Device} turns the microphone {(Yes ? "on" : "off")} in {Which}",
        Act.Camera => $"{Device} turns the camera {(Yes ? "on" : "off")} in {Which}",
        Act.Ask => $"{Device} asks for {Media} in {Which}",
        Act.Answer => $"{Device} {(Yes ? "agrees to" : "refuses")} the request in {Which}",
        Act.SignOut => $"{Device} signs out",
        Act.SignIn => $"{Device} signs in",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds} s pass"),
    };
}
