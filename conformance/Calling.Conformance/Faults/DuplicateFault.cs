namespace Calling.Conformance;

/// <summary>Makes messages come twice.</summary>
internal sealed class DuplicateFault(Func<LineMessage, bool> concerns, Action<LineFault> remove) : LineFault(concerns, remove)
{
    private protected override void Disturb(LineMessage message, TimeProvider time, Action next)
    {
        next();
        next();
    }
}
