namespace Calling;

/// <summary>
/// A named set of settings: how the calls of one vendor behave where that differs from Calling's defaults, for apps that were written
/// against it. <c>builder.UseProfile(CallProfile.NERtc)</c> or the setting <c>Calling:Profile</c> chooses one; every setting that the app
/// makes itself is stronger. docs/migrating says what each takes from where.
/// </summary>
public sealed class CallProfile
{
    private readonly Action<CallingOptions> _apply;

    private CallProfile(string name, Action<CallingOptions> apply) => (Name, _apply) = (name, apply);

    /// <summary>Calling's own defaults.</summary>
    public static CallProfile Default { get; } = new(nameof(Default), static _ => { });

    /// <summary>NERtcCallKit 1.x: two minutes of ringing measured by both sides, busy on crossing calls, no question before video.</summary>
    public static CallProfile NERtc { get; } = new(nameof(NERtc), static options =>
    {
        options.RingTimeout = TimeSpan.FromSeconds(120);
        options.IncomingRingTimeout = TimeSpan.FromSeconds(120);
        options.ConnectTimeout = TimeSpan.FromSeconds(15);
        options.Glare = GlarePolicy.Busy;
        options.SwitchConsent = SwitchConsent.Off;
    });

    /// <summary>TRTCCalling: thirty seconds of ringing, busy on crossing calls, no question before video, and everybody's volume.</summary>
    public static CallProfile Trtc { get; } = new(nameof(Trtc), static options =>
    {
        options.Glare = GlarePolicy.Busy;
        options.SwitchConsent = SwitchConsent.Off;
        options.AudioLevelInterval = TimeSpan.FromMilliseconds(300);
    });

    /// <summary>Wilddog Video Call: a new call hangs up the former one.</summary>
    public static CallProfile Wilddog { get; } = new(nameof(Wilddog), static options =>
        options.OutgoingConflict = OutgoingConflict.ReplaceCurrent);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<CallProfile> All { get; } = [Default, NERtc, Trtc, Wilddog];

    /// <summary>What the setting <c>Calling:Profile</c> says to choose it; letter case does not matter.</summary>
    public string Name { get; }

    /// <summary>The profile of a name, or null.</summary>
    /// <param name="name">The name, in any letter case.</param>
    public static CallProfile? Find(string name)
        => All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes its settings over what the options hold; the others stay as they are.</summary>
    /// <param name="options">The options.</param>
    public void ApplyTo(CallingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _apply(options);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
