namespace Calling.Conformance.Scripts;

/// <summary>One device of a script: whose, with which settings, on what line.</summary>
/// <param name="User">Such as <c>bob</c>.</param>
/// <param name="Device">Such as <c>tablet</c>.</param>
internal sealed record DeviceSettings(string User, string Device)
{
    public OutgoingConflict OutgoingConflict { get; init; }

    public BusyPolicy BusyPolicy { get; init; }

    public GlarePolicy Glare { get; init; }

    public SwitchConsent SwitchConsent { get; init; }

    public TimeSpan? IncomingRingTimeout { get; init; }

    /// <summary>The client's, if not the usual one.</summary>
    public TimeSpan? RingTimeout { get; init; }

    /// <summary>Everything to and from this device is late by so much; on the provider under test only.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Everything to and from this device comes twice.</summary>
    public bool Doubled { get; init; }

    public string Name => Device == Person.Phone ? User : $"{User}/{Device}";

    /// <summary>As it would be without any setting.</summary>
    public DeviceSettings Plain => new(User, Device) { RingTimeout = RingTimeout };

    /// <summary>As it would be if its line did nothing odd.</summary>
    public DeviceSettings OnASoundLine => this with { Delay = default, Doubled = false };

    public CallingOptions Options => new()
    {
        OutgoingConflict = OutgoingConflict, BusyPolicy = BusyPolicy, Glare = Glare, SwitchConsent = SwitchConsent,
        IncomingRingTimeout = IncomingRingTimeout, RingTimeout = RingTimeout ?? new CallingOptions().RingTimeout,
    };

    public override string ToString()
    {
        List<string> words = [];
        Add(OutgoingConflict != default, $"OutgoingConflict.{OutgoingConflict}");
        Add(BusyPolicy != default, $"BusyPolicy.{BusyPolicy}");
        Add(Glare != default, $"Glare.{Glare}");
        Add(SwitchConsent != default, $"SwitchConsent.{SwitchConsent}");
        Add(IncomingRingTimeout is not null, $"IncomingRingTimeout {IncomingRingTimeout:g}");
        Add(Delay != default, $"everything {Delay.TotalMilliseconds:0} ms late");
        Add(Doubled, "everything twice");
        return $"{Name}{(words.Count == 0 ? "" : $" ({string.Join(", ", words)})")}";

        void Add(bool set, string word)
        {
            if (set)
            {
                words.Add(word);
            }
        }
    }
}
