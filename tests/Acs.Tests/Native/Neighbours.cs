using Calling.Acs.Emulator;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Acs.Tests.Native;

/// <summary>People with devices of the emulated vendor.</summary>
internal sealed class Neighbours(EmulatorSettings? settings = null) : IAsyncDisposable
{
    private readonly List<ICallClient> _clients = [];
    private readonly Dictionary<string, string> _ids = [];

    public EmulatedCloud Cloud { get; } = new(settings ?? new(), TimeProvider.System);

    public MemoryAcsDirectory Directory { get; } = new();

    public EmulatedDevice Device(string user, string device = "phone") => Cloud.Device($"{user}/{device}");

    public string Token(string user, TimeSpan? life = null)
    {
        if (!_ids.TryGetValue(user, out string? id))
        {
            _ids[user] = id = Directory.Add(user, Cloud.CreateIdentity());
        }

        return Cloud.IssueToken(id, life ?? TimeSpan.FromHours(1)).Token;
    }

    public ICallClient Client(string user, string device = "phone", Action<AcsOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new AcsOptions { Directory = _ => Directory, Stack = () => new SdkStack(o => Device(user, device).CreateClient(o)) };
        configure?.Invoke(options);
        var provider = new AcsCallProvider(options, new ServiceCollection().BuildServiceProvider(), time ?? TimeProvider.System);
        _clients.Add(CallClientFactory.Create(provider));
        return _clients[^1];
    }

    public async Task<ICallClient> EnterAsync(string user, string device = "phone", Action<AcsOptions>? configure = null)
    {
        var client = Client(user, device, configure);
        await client.LoginAsync(CallCredential.FromToken(user, Token(user), device)).Soon();
        return client;
    }

    /// <summary>Waits until a client has a call in a state.</summary>
    public static async Task<ICallSession> HasAsync(ICallClient client, CallState state)
    {
        await Until.True(() => client.Calls.Any(c => c.Snapshot.State == state), $"a call is {state}");
        return client.Calls.First(c => c.Snapshot.State == state);
    }

    public static async Task<CallEnd> EndsAsync(ICallSession call)
    {
        await Until.True(() => call.Snapshot.State == CallState.Ended, "the call has ended");
        return call.Snapshot.End!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        Assert.Empty(Cloud.HandlerFaults);
    }
}
