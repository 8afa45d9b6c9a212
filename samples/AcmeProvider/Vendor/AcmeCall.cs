using System.Diagnostics;

namespace AcmeVendor;

/// <summary>A call as the service keeps it.</summary>
internal sealed class AcmeCall(AcmeMessage ring, AcmePhone caller)
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _ended;

    public string Id { get; } = ring.Call!;

    public AcmePhone Caller { get; set; } = caller;

    public AcmePhone Callee { get; set; } = new(ring.Callee!.User);

    public bool Alerted { get; set; }

    public string? Room { get; private set; }

    public string? Why { get; private set; }

    public AcmePhone? By { get; private set; }

    public bool IsRinging => Room is null && Why is null;

    public bool IsForgotten => Why is not null && Stopwatch.GetElapsedTime(_ended) > TimeSpan.FromMinutes(3);

    public TimeSpan Left => TimeSpan.FromMilliseconds(ring.Ttl) - Stopwatch.GetElapsedTime(_begun);

    private string? Text { get; set; }

    /// <summary>Whether a phone has a part in it: nobody knows which of the callee's it will be until one picks up.</summary>
    public bool Concerns(AcmePhone phone) => IsCaller(phone) || IsCallee(phone);

    public bool IsCaller(AcmePhone phone) => Is(Caller, phone);

    public bool IsCallee(AcmePhone phone) => Callee.Device is null ? Callee.User == phone.User : Is(Callee, phone);

    public void PickUp(AcmePhone by)
    {
        Callee = by;
        Room = Guid.NewGuid().ToString("N");
    }

    public void End(string why, AcmePhone? by, string? text = null)
    {
        (Why, By, Text, _ended) = (why, by, text, Stopwatch.GetTimestamp());
    }

    /// <summary>All that a phone in it may know.</summary>
    public AcmeMessage Sheet(string verb, AcmePhone reader) => new(verb)
    {
        Call = Id, Caller = Caller, Callee = Callee, Video = ring.Video, Note = ring.Note, Ttl = (long)Left.TotalMilliseconds, Alerted = Alerted,
        Room = Callee.Device is null || Why is not null || !Concerns(reader) ? null : Room, Why = Why, By = By, Text = Text,
    };

    private static bool Is(AcmePhone one, AcmePhone other) => one.User == other.User && one.Device == other.Device;
}
