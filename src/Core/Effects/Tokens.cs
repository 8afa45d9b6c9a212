using Calling.Providers;

namespace Calling.Effects;

/// <summary>Gets tokens of the app, whose callback may block or throw (rule CALL-004).</summary>
internal static class Tokens
{
    /// <summary>Asks for a token if there is somebody to ask; in a turn of its own and not inside the caller's.</summary>
    /// <param name="runtime">Where the app's callback runs.</param>
    /// <param name="credential">Who signs in.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: the callback gave none.</exception>
    public static async ValueTask<CallCredential> FetchAsync(CallRuntime runtime, CallCredential credential, CancellationToken ct)
    {
        if (!credential.CanRenew)
        {
            return credential;
        }

        var fetched = new TaskCompletionSource<CallCredential>();
        runtime.Post(() => _ = AskAsync(credential, fetched, ct));
        try
        {
            return await fetched.Task.ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            throw new CallException(CallErrorCode.AuthenticationFailed, $"The app's callback gave no token: {error.Message}", error);
        }
    }

    private static async Task AskAsync(CallCredential credential, TaskCompletionSource<CallCredential> fetched, CancellationToken ct)
    {
        try
        {
            fetched.SetResult(await credential.FetchAsync(ct).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            fetched.SetException(error);
        }
    }
}
