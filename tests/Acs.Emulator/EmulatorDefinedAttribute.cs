namespace Calling.Acs.Emulator;

/// <summary>No sample shows this: it was derived, or guessed, and must be checked against the real metadata.</summary>
[AttributeUsage(AttributeTargets.All & ~AttributeTargets.Assembly)]
public sealed class EmulatorDefinedAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
