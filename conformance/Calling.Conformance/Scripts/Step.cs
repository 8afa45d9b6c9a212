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

    private string Media => Video ? "video" : "audio";

    private string Which => Target switch
    {
        Target.Out => "the call it placed last",
        Target.In => "the call that rang last",
        _ => "the oldest incoming call",
    };

    private string Words => Act switch
    {
        Act.Place => $"{Device} places a {Media} call to {Callee}",
        Act.RingOut => $"{Device} places a {Media} call to {Callee} that rings for 2 s",
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
