namespace Calling.Acs.Emulator.Tests;

/// <summary>An incoming call, and how often it ended.</summary>
internal sealed class Bell
{
    private int _ended;

    public Bell(IncomingCall sdk)
    {
        Sdk = sdk;
        sdk.CallEnded += (_, _) => Interlocked.Increment(ref _ended);
    }

    public IncomingCall Sdk { get; }

    public int Ended => Volatile.Read(ref _ended);

    public string Reason => Line.Text(Sdk.CallEndReason);
}
