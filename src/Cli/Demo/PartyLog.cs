namespace Calling.Cli.Demo;

/// <summary>A party's lines of the timeline.</summary>
internal sealed class PartyLog(long epoch, TimeProvider time, Action<PartyMessage> tell)
{
    public void Write(string what, string detail = "")
        => tell(new PartyMessage.Happened(time.GetElapsedTime(epoch).TotalMilliseconds, what, detail));
}
