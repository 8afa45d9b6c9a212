namespace Calling.Providers.Mock;

/// <summary>The scripted failures of sign-ins.</summary>
internal sealed class SignInFaults
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly HashSet<string> _tokens = [];
    private readonly List<(string? Token, TimeSpan? Life)> _lives = [];

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

    public void SetLife(string? token, TimeSpan? life)
    {
        lock (_gate)
        {
            _lives.RemoveAll(l => l.Token == token);
            _lives.Add((token, life));
        }
    }

    /// <summary>How long a token holds from when it is taken; null for ever. What was said of the token itself goes first.</summary>
    public TimeSpan? LifeOf(string token)
    {
        lock (_gate)
        {
            int index = _lives.FindIndex(l => l.Token == token);
            index = index < 0 ? _lives.FindIndex(l => l.Token is null) : index;
            return index < 0 ? null : _lives[index].Life;
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

            return Refusal(credential.UserId, credential.Token);
        }
    }

    /// <summary>What refuses a token, or null.</summary>
    public CallException? Refusal(string userId, string token)
    {
        lock (_gate)
        {
            return token is "" or MockFaults.InvalidToken || _tokens.Contains(token)
                ? new CallException(CallErrorCode.AuthenticationFailed, $"The token of '{userId}' was refused.") { ProviderCode = "mock.token" }
                : null;
        }
    }

    private sealed record Entry(string? UserId, CallErrorCode Code, string Message)
    {
        public int Left { get; set; }
    }
}
