namespace Calling.Conformance.Scripts;

/// <summary>The faults of a device's line that its settings ask for.</summary>
internal static class LineTrouble
{
    public static void Apply(LineFaults faults, Actor actor)
    {
        if (actor.Settings.Doubled)
        {
            faults.Duplicate(m => m.Device == actor.Party);
        }

        if (actor.Settings.Delay > TimeSpan.Zero)
        {
            faults.Delay(actor.Settings.Delay, m => m.Device == actor.Party);
        }
    }
}
