namespace Calling.Providers.Acs;

/// <summary>What the code against the SDK gives to the rest of the provider. There is none but on Windows.</summary>
internal interface IAcsStack
{
    /// <summary>Signs in, and lets the vendor ring.</summary>
    /// <param name="signIn">Who, and what it takes.</param>
    /// <param name="observer">Gets the line's signals.</param>
    /// <param name="ct">Gives up; nothing stays behind.</param>
    ValueTask<ICallLine> ConnectAsync(AcsSignIn signIn, ICallLineObserver observer, CancellationToken ct);

    /// <summary>Carries the media of calls that somebody else rings: each call is a group of the vendor's, whose id its grant holds.</summary>
    /// <param name="signIn">Who, and what it takes; the SDK is signed in with the first call.</param>
    IAcsGroupMedia CreateGroupMedia(AcsSignIn signIn);
}
