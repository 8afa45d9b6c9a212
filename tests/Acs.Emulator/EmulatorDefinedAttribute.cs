namespace Calling.Acs.Emulator;

/// <summary>No sample shows this: it was derived, or guessed, and must be checked against the real SDK.</summary>
[AttributeUsage(AttributeTargets.All & ~AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class EmulatorDefinedAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
