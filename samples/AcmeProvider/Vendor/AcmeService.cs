using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace AcmeVendor;

/// <summary>Acme's service: takes connections and hands what they say to <see cref="AcmeSwitch"/>. In the field it runs at the vendor's.</summary>
public sealed class AcmeService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly AcmeSwitch _switch = new();
    private readonly Task _listening;

    /// <summary>Starts on a free port.</summary>
    public AcmeService()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the app's backend gives to a user's device.</summary>
    public string TokenFor(string user) => $"{user}:{Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(user)))}";

    /// <summary>How many packets with sound, or with pictures, a user has sent.</summary>
    public long Sent(string user, bool pictures) => _switch.Sent(user, pictures);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _listening;
        _switch.BreakAll();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(new AcmeWire(await _listener.AcceptSocketAsync(), maxWaiting: 1_000));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(AcmeWire wire)
    {
        await wire.ReadAsync(message =>
        {
            var answer = message.Verb == "hello" ? Hello(wire, message) : _switch.Take(wire, message);
            return answer is null ? null : answer with { Ref = message.Ref };
        });
        _switch.Leave(wire, said: false);
        await wire.DisposeAsync();
    }

    /// <summary>Who somebody is says the token, and nothing else.</summary>
    private AcmeMessage? Hello(AcmeWire wire, AcmeMessage hello)
    {
        string user = hello.Token?.Split(':')[0] ?? "";
        bool genuine = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(TokenFor(user)), Encoding.UTF8.GetBytes(hello.Token ?? ""));
        if (!genuine || user.Length == 0 || hello.Me?.Device is not { Length: > 0 } device)
        {
            return new AcmeMessage("no") { Code = "forbidden" };
        }

        _switch.Enter(wire, new AcmePhone(user, device), hello.Ref);
        return null;
    }
}
