using System.Net;
using System.Net.Sockets;

namespace Calling.Conformance.Engines;

/// <summary>One device's way to the server.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _disposing = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<RelayState> _states = [];
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Relay(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    private RelayState State
    {
        get
        {
            lock (_gate)
            {
                return _states.DefaultIfEmpty(RelayState.Open).Max();
            }
        }
    }

    /// <summary>Puts the relay into a state until the result is disposed; of several the worst is in force.</summary>
    public IDisposable During(RelayState state)
    {
        Change(() => _states.Add(state));
        if (state == RelayState.Cut)
        {
            Break();
        }

        return new Restoration(() =>
        {
            Change(() => _states.Remove(state));
            if (state == RelayState.Dropping)
            {
                Break();
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        _listener.Stop();
        Break();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var device = await _listener.AcceptSocketAsync(_disposing.Token);
            _ = ServeAsync(device);
        }
    }

    private async Task ServeAsync(Socket device)
    {
        using (device)
        using (var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
        {
            device.NoDelay = true;
            if (State == RelayState.Cut)
            {
                device.Close(0);
                return;
            }

            Keep(device, server);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _disposing.Token);
                await Task.WhenAny(PumpAsync(device, server), PumpAsync(server, device));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The connection broke, as it may.
            }
            finally
            {
                Forget(device, server);
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, _disposing.Token) is > 0 and var count)
        {
            await WhileStalledAsync();
            if (State == RelayState.Dropping)
            {
                continue;
            }

            for (int sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None, _disposing.Token);
            }
        }
    }

    private async Task WhileStalledAsync()
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (State != RelayState.Stalled)
            {
                return;
            }

            await changed.WaitAsync(_disposing.Token);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    private void Keep(params Socket[] sockets)
    {
        lock (_gate)
        {
            _sockets.AddRange(sockets);
        }
    }

    private void Forget(params Socket[] sockets)
    {
        lock (_gate)
        {
            _sockets.RemoveAll(sockets.Contains);
        }
    }

    /// <summary>Resets every connection, as a network that is gone does.</summary>
    private void Break()
    {
        Socket[] sockets;
        lock (_gate)
        {
            sockets = [.. _sockets];
            _sockets.Clear();
        }

        foreach (var socket in sockets)
        {
            socket.Close(0);
        }
    }
}
