namespace Calling.Cli.Demo.Groups;

/// <summary>One person's part in the group call.</summary>
/// <param name="Role">What the person does.</param>
/// <param name="Others">Who else is in the call at some time.</param>
/// <param name="Callees">The caller: whom to ring first.</param>
/// <param name="Latecomer">The caller: whom to invite then.</param>
/// <param name="Number">Tells the person's picture and tone from the others'.</param>
internal sealed record GroupPart(GroupRole Role, IReadOnlyList<string> Others, IReadOnlyList<string> Callees, string Latecomer, int Number);
