using Calling.Signaling.Client;

namespace Calling.Providers.WebRtc;

/// <summary>Messages that came before whoever takes them: a peer may be faster than this device's own mailbox. Bounded for each party.</summary>
internal sealed class EarlyMessages
{
    private const int MaxParties = 64;
    private const int MaxMessages = 64;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<(string CallId, CallParty From), List<PeerMessage>> _waiting = [];

    /// <summary>Keeps a message; of a party that says too much the first ones, of too many parties the latest.</summary>
    public void Add(PeerMessage message)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue((message.CallId, message.From), out var waiting))
            {
                if (_waiting.Count == MaxParties)
                {
                    _waiting.RemoveAt(0);
                }

                _waiting.Add((message.CallId, message.From), waiting = []);
            }

            if (waiting.Count < MaxMessages)
            {
                waiting.Add(message);
            }
        }
    }

    /// <summary>Takes what one party said, in order.</summary>
    public List<PeerMessage> Take(string callId, CallParty from)
    {
        lock (_lock)
        {
            return _waiting.Remove((callId, from), out var waiting) ? waiting : [];
        }
    }

    /// <summary>Takes what was said about a call, each party's in order.</summary>
    public List<PeerMessage> Take(string callId)
    {
        lock (_lock)
        {
            return [.. _waiting.Keys.Where(k => k.CallId == callId).ToList().SelectMany(k => Take(k.CallId, k.From))];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }
}
