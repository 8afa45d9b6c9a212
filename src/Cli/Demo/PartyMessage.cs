using System.Text.Json.Serialization;

namespace Calling.Cli.Demo;

/// <summary>What a party tells, one JSON object a line.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Happened), "happened")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Finished), "finished")]
internal abstract record PartyMessage
{
    private PartyMessage()
    {
    }

    /// <summary>A line of the timeline.</summary>
    /// <param name="Milliseconds">Since the demo began.</param>
    /// <param name="What">In a word or two.</param>
    /// <param name="Detail">The rest, or nothing.</param>
    internal sealed record Happened(double Milliseconds, string What, string Detail) : PartyMessage;

    /// <summary>Signed in, and waiting: the caller for the word to call, the callee for the call.</summary>
    internal sealed record Ready : PartyMessage;

    /// <summary>The call is over and the files are written.</summary>
    /// <param name="Result">How it went.</param>
    internal sealed record Finished(PartyResult Result) : PartyMessage;
}
