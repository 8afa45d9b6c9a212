using System.Net;

namespace Calling.Server.Limits;

/// <summary>How many connections there are, from where.</summary>
internal sealed class ConnectionCounts(CallingServerOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];

    public int Total { get; private set; }

    public bool TryEnter(IPAddress address)
    {
        lock (_lock)
        {
            var here = _byAddress.GetValueOrDefault(address);
            if (Total >= options.MaxConnections || here >= options.MaxConnectionsPerAddress)
            {
                return false;
            }

            _byAddress[address] = here + 1;
            Total++;
            return true;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (_lock)
        {
            Total--;
            if (--_byAddress[address] == 0)
            {
                _byAddress.Remove(address);
            }
        }
    }
}
