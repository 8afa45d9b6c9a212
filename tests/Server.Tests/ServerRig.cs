using System.Net.WebSockets;
using Calling.Server.Connections;
using Calling.Signaling.Wire;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Server.Tests;

/// <summary>A server on a free port of this machine, with a clock that stands still: no limit refills by itself.</summary>
internal sealed class ServerRig : IAsyncDisposable
{
    public const string Key = "key-1";
    public const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly CallingServerHost _host;
    private readonly List<WireClient> _clients = [];

    private ServerRig(CallingServerHost host, ManualTime time) => (_host, Time) = (host, time);

    public ManualTime Time { get; }

    public Uri Address => _host.Address;

    public Uri Endpoint => new(Address.ToString().Replace("http", "ws", StringComparison.Ordinal) + "/v1");

    public CallingServerHost Host => _host;

    /// <summary>As the server counts them.</summary>
    public int ConnectedDevices => _host.Services.GetRequiredService<CallingServer>().Devices.DeviceCount;

    public static async Task<ServerRig> StartAsync(
        Action<CallingServerOptions>? configure = null, Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? builder = null)
    {
        var time = new ManualTime();
        var host = CallingServerHost.Build(
            "http://127.0.0.1:0",
            options =>
            {
                options.Keys[Key] = Secret;
                configure?.Invoke(options);
            },
            web =>
            {
                web.Services.AddSingleton<TimeProvider>(time);
                builder?.Invoke(web);
            });
        await host.StartAsync();
        return new ServerRig(host, time);
    }

    public string Token(string user, string? device = null, TimeSpan? lifetime = null)
        => CallingTokens.Create(Key, Secret, user, lifetime, device, Time);

    /// <summary>Connects and says nothing yet.</summary>
    public async Task<WireClient> OpenAsync(string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var client = new WireClient(socket);
        _clients.Add(client);
        await socket.ConnectAsync(Endpoint, CancellationToken.None).Soon();
        return client;
    }

    /// <summary>Connects and signs in.</summary>
    public async Task<WireClient> SignInAsync(string user, string device = "phone", ResumePoint? resume = null)
    {
        var client = await OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = Token(user), Device = device, Resume = resume });
        client.Welcome = await client.NextAsync<ServerFrame.Welcome>();
        return client;
    }

    /// <summary>The server still serves others: somebody new signs in, and is answered.</summary>
    public async Task AssertAliveAsync()
    {
        var witness = await SignInAsync($"witness-{Guid.NewGuid():N}");
        await witness.SendAsync(new ClientFrame.AskSnapshot());
        await witness.NextAsync<ServerFrame.State>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await _host.StopAsync().Soon();
        await _host.DisposeAsync();
    }
}
