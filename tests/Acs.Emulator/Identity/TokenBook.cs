using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>Who exists, and which tokens are good. Used under the cloud's lock.</summary>
internal sealed class TokenBook(TimeProvider time)
{
    private readonly Guid _resource = Guid.NewGuid();
    private readonly HashSet<string> _identities = [];
    private readonly Dictionary<string, Entry> _tokens = [];

    public string Create()
    {
        string id = $"8:acs:{_resource}_{Guid.NewGuid()}";
        _identities.Add(id);
        return id;
    }

    public bool Knows(string identity) => _identities.Contains(identity);

    public CallToken Issue(string identity, TimeSpan lifetime, bool voip)
    {
        if (!Knows(identity))
        {
            throw Errors.Invalid($"There is no identity {identity}.");
        }

        var expiresOn = time.GetUtcNow() + lifetime;
        string token = TokenText.Write(identity, expiresOn, Guid.NewGuid());
        _tokens[token] = new Entry(identity, expiresOn, voip);
        return new CallToken(token, expiresOn);
    }

    public void Revoke(string identity)
    {
        foreach (string token in _tokens.Where(pair => pair.Value.Identity == identity).Select(pair => pair.Key).ToList())
        {
            _tokens.Remove(token);
        }
    }

    public bool Delete(string identity)
    {
        Revoke(identity);
        return _identities.Remove(identity);
    }

    /// <summary>Null for a token that is not, or no longer, good for calls.</summary>
    public Entry? Find(string token) =>
        _tokens.TryGetValue(token, out var entry) && entry.Voip && entry.ExpiresOn > time.GetUtcNow() ? entry : null;

    public sealed record Entry(string Identity, DateTimeOffset ExpiresOn, bool Voip);
}
