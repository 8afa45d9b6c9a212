using System.Threading.Channels;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Tests.Line;

/// <summary>The other end of a line, played by the test: it accepts, refuses, cuts and stalls in the bytes.</summary>
internal sealed class FakeServer : ISignalingTransport
{
    private readonly Channel<FakeConnection> _accepted = Channel.CreateUnbounded<FakeConnection>();

    public int Attempts { get; private set; }

    /// <summary>Until then attempts fail.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Attempts neither fail nor succeed.</summary>
    public bool Silent { get; set; }

    public async ValueTask<ISignalingConnection> ConnectAsync(Uri address, CancellationToken ct)
    {
        Attempts++;
        if (Silent)
        {
            await Task.Delay(Timeout.Infinite, ct);
        }

        if (Unreachable)
        {
            throw new IOException("connection refused");
        }

        var connection = new FakeConnection();
        _accepted.Writer.TryWrite(connection);
        return connection;
    }

    public Task<FakeConnection> AcceptAsync() => _accepted.Reader.ReadAsync().AsTask().WaitAsync(Calling.Tests.Until.Deadline);

    /// <summary>Accepts and welcomes.</summary>
    public async Task<(FakeConnection Connection, ClientFrame.Hello Hello)> WelcomeAsync(
        bool resumed = false, long cursor = 0, string epoch = "e1", string user = "alice", TimeSpan? tokenExpiresIn = null)
    {
        var connection = await AcceptAsync();
        var hello = await connection.NextAsync<ClientFrame.Hello>();
        connection.Say(new ServerFrame.Welcome(1, user, hello.Device ?? "made-up", epoch, cursor, resumed, Wire.Samples.Limits)
        {
            Snapshot = resumed ? null : [],
            TokenExpiresIn = tokenExpiresIn,
        });
        return (connection, hello);
    }
}
