using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

/// <summary>A line, its server and its clock.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public ManualTime Time { get; } = new();

    public FakeServer Server { get; } = new();

    public Listener Listener { get; } = new();

    public NoMedia Media { get; } = new();

    public SignalingLineOptions Options { get; } = new() { Server = new Uri("http://localhost:5080/calling") };

    public SignalingLine Line { get; private set; } = null!;

    public FakeConnection Connection { get; set; } = null!;

    public Task<SignalingLine> ConnectAsync(CancellationToken ct = default)
        => SignalingLine.ConnectAsync(
            Options, CallCredential.FromToken("alice", "token-1", "phone"), Listener, _ => Media, Time, Server, null, new Random(1), ct).AsTask();

    public static async Task<Rig> ConnectedAsync(Action<SignalingLineOptions>? configure = null, TimeSpan? tokenExpiresIn = null)
    {
        var rig = new Rig();
        configure?.Invoke(rig.Options);
        var connecting = rig.ConnectAsync();
        (rig.Connection, _) = await rig.Server.WelcomeAsync(tokenExpiresIn: tokenExpiresIn);
        rig.Line = await connecting.Soon();
        return rig;
    }

    /// <summary>Breaks the connection and turns the clock to the next attempt.</summary>
    public async Task LoseAsync()
    {
        Connection.Cut();
        await Listener.NextAsync<LineSignal.Interrupted>();
    }

    /// <summary>Turns the clock until a new connection comes, and welcomes it.</summary>
    public async Task<ClientFrame.Hello> RestoreAsync(bool resumed, long cursor = 0, string epoch = "e1", TimeSpan? tokenExpiresIn = null)
    {
        var next = Server.WelcomeAsync(resumed, cursor, epoch, tokenExpiresIn: tokenExpiresIn);
        await TurnAsync(() => next.IsCompleted);
        (Connection, var hello) = await next.Soon();
        Assert.Equal(resumed, (await Listener.NextAsync<LineSignal.Restored>()).Resumed);
        if (!resumed)
        {
            await Listener.NextAsync<LineSignal.Snapshot>();
        }

        return hello;
    }

    /// <summary>Turns the clock in small steps until something has happened.</summary>
    public async Task TurnAsync(Func<bool> done)
    {
        await Until.True(() =>
        {
            if (done())
            {
                return true;
            }

            Time.Advance(TimeSpan.FromMilliseconds(20));
            return false;
        });
    }

    public async ValueTask DisposeAsync()
    {
        Assert.False(Listener.Overlapped);
        if (Line is not null)
        {
            Connection.Cut();
            await Line.DisposeAsync().AsTask().Soon();
        }
    }
}
