namespace Calling.Acs.Emulator.Tests;

/// <summary>A cloud whose clock only the test turns.</summary>
internal sealed class Stage(EmulatorSettings? settings = null)
{
    private int _devices;

    public ManualTime Time { get; } = new();

    public EmulatedCloud Cloud => field ??= new EmulatedCloud(settings ?? new EmulatorSettings(), Time);

    /// <summary>Somebody on a device of his own, or somebody on one device more.</summary>
    public async Task<Person> SignInAsync(string? identity = null, string name = "")
    {
        identity ??= Cloud.CreateIdentity();
        var device = Cloud.Device($"device-{++_devices}");
        var credential = new CallTokenCredential(Cloud.IssueToken(identity, TimeSpan.FromHours(24)).Token);
        var agent = await device.CreateClient(new CallClientOptions())
            .CreateCallAgentAsync(credential, new CallAgentOptions { DisplayName = name }).Soon();
        return new Person(this, device, agent, identity);
    }

    /// <summary>Everything that was to be raised has been, and no handler has thrown.</summary>
    public async Task SettleAsync()
    {
        await Until.True(() => Cloud.IsQuiet);
        Assert.Empty(Cloud.HandlerFaults);
    }

    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        await SettleAsync();
    }

    /// <summary>A call between two that is connected.</summary>
    public async Task<(Line Caller, Line Callee)> ConnectAsync(Person caller, Person callee, StartCallOptions? start = null, AcceptCallOptions? accept = null)
    {
        var outgoing = await caller.CallAsync(start, callee);
        var incoming = await callee.AcceptAsync(accept);
        await Until.True(() => outgoing.Sdk.State == CallState.Connected && incoming.Sdk.State == CallState.Connected);
        await SettleAsync();
        return (outgoing, incoming);
    }
}
