namespace Calling.Effects;

/// <summary>Gets tokens of the app, whose callback may block or throw (rule CALL-004).</summary>
internal static class Tokens
{
    /// <summary>Asks for a token if there is somebody to ask; elsewhere than on the caller's thread.</summary>
    /// <param name="credential">Who signs in.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: the callback gave none.</exception>
    public static async ValueTask<CallCredential> FetchAsync(CallCredential credential, CancellationToken ct)
    {
        if (!credential.CanRenew)
        {
            return credential;
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await credential.FetchAsync(ct).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            throw new CallException(CallErrorCode.AuthenticationFailed, $"The app's callback gave no token: {error.Message}", error);
        }
    }
}
