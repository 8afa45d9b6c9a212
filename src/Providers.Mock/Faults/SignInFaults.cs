namespace Calling.Providers.Mock;

/// <summary>The scripted failures of sign-ins.</summary>
internal sealed class SignInFaults
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly HashSet<string> _tokens = [];

    public IDisposable Fail(string? userId, CallErrorCode code, string message, int times)
    {
        var entry = new Entry(userId, code, message) { Left = times };
        lock (_gate)
        {
            _entries.Add(entry);
        }

        return new Release(() =>
        {
            lock (_gate)
            {
                _entries.Remove(entry);
            }
        });
    }

    public void RefuseToken(string token)
    {
        lock (_gate)
        {
            _tokens.Add(token);
        }
    }

    /// <summary>What a sign-in fails with now, or null; takes one of a fault's count.</summary>
    public CallException? Check(CallCredential credential)
    {
        lock (_gate)
        {
            if (_entries.Find(e => e.Left > 0 && (e.UserId is null || e.UserId == credential.UserId)) is { } entry)
            {
                entry.Left--;
                return new CallException(entry.Code, entry.Message) { ProviderCode = "mock.scripted" };
            }

            return credential.Token is "" or MockFaults.InvalidToken || _tokens.Contains(credential.Token)
                ? new CallException(CallErrorCode.AuthenticationFailed, $"The token of '{credential.UserId}' was refused.") { ProviderCode = "mock.token" }
                : null;
        }
    }

    private sealed record Entry(string? UserId, CallErrorCode Code, string Message)
    {
        public int Left { get; set; }
    }
}
