using Azure.Communication.Calling.WindowsClient;
using Calling.Providers.Acs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.AcsWindows;

/// <summary>One user on this machine. Which mode it is in, it does not notice.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ICallClient _client;

    public Phone(IConfiguration given)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Calling:Provider"] = "Acs",
            ["Calling:Acs:Mode"] = given["mode"] ?? "Paired",
            ["Calling:Acs:Server"] = given["server"],
        }).Build();
        var services = new ServiceCollection().AddLogging();
        if (given["ids"] is { } ids)
        {
            AddNative(services, configuration, ids);
        }
        else
        {
            services.AddCalling(configuration.GetSection("Calling")).AddAcs();
        }

        _services = services.BuildServiceProvider();
        _client = _services.GetRequiredService<ICallClient>();
    }

    public Task SignInAsync(string user, string token) => _client.LoginAsync(CallCredential.FromToken(user, token));

    public async Task CallAsync(string callee)
    {
        await using var call = await _client.CallAsync(callee, CallMedia.Video);
        await FollowAsync(call);
    }

    public async Task WaitAsync()
    {
        Console.WriteLine("Waiting to be called; Ctrl+C ends.");
        await foreach (var call in _client.ReadIncomingCallsAsync())
        {
            Console.WriteLine($"{call.Snapshot.Caller} calls: a answers, q declines.");
            await using (call)
            {
                await FollowAsync(call);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _services.DisposeAsync();
    }

    /// <summary>Native mode needs to know who has which of the vendor's ids.</summary>
    private static void AddNative(IServiceCollection services, IConfiguration configuration, string ids)
    {
        var directory = new MemoryAcsDirectory();
        foreach (string entry in ids.Split(','))
        {
            if (entry.Split('=', 2) is not [var user, var id])
            {
                throw new CallException(CallErrorCode.InvalidArgument, $"--ids has '{entry}'; it must be user=8:acs:…, separated by commas.");
            }

            directory.Add(user, id);
        }

        services.AddCalling(configuration.GetSection("Calling"))
                .AddAcs(o => o.Directory = _ => directory);
    }

    /// <summary>Prints what happens and does what the keys say, until the call is over.</summary>
    private static async Task FollowAsync(ICallSession call)
    {
        var keys = KeysAsync(call);
        await foreach (var happened in call.ReadEventsAsync())
        {
            Console.WriteLine(happened);
        }

        await keys;
    }

    private static async Task KeysAsync(ICallSession call)
    {
        while (call.Snapshot.State != CallState.Ended)
        {
            if (!Console.KeyAvailable)
            {
                await Task.Delay(50);
                continue;
            }

            try
            {
                await ActAsync(call, Console.ReadKey(intercept: true).KeyChar);
            }
            catch (CallException refused)
            {
                Console.WriteLine($"{refused.Code}: {refused.Message}");
            }
        }
    }

    /// <summary>a answers, q declines or hangs up, h holds, r goes on.</summary>
    private static Task ActAsync(ICallSession call, char key) => (key, call.Snapshot.State) switch
    {
        ('a', CallState.Incoming) => call.AcceptAsync(),
        ('q', CallState.Incoming) => call.RejectAsync(),
        ('q', _) => call.HangUpAsync(),
        ('h', _) => HoldAsync(call, true),
        ('r', _) => HoldAsync(call, false),
        _ => Task.CompletedTask,
    };

    /// <summary>What the contract has no word for, the SDK's own call has.</summary>
    private static async Task HoldAsync(ICallSession call, bool on)
    {
        if (call.GetService(typeof(CommunicationCall)) is CommunicationCall sdk)
        {
            if (on)
            {
                await sdk.HoldAsync();
            }
            else
            {
                await sdk.ResumeAsync();
            }
        }
    }
}
