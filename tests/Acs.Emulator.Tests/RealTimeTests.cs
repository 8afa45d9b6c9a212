namespace Calling.Acs.Emulator.Tests;

/// <summary>On the machine's clock, as the kits use it.</summary>
public class RealTimeTests
{
    [Fact]
    public async Task Sound_flows_by_itself_and_none_is_made_up()
    {
        var cloud = new EmulatedCloud(new EmulatorSettings(), TimeProvider.System);
        var group = new GroupCallLocator(Guid.NewGuid());
        var ear = new Ear();
        var speaker = cloud.Device("speaker");
        await (await AgentAsync(speaker)).JoinAsync(group, null).Soon();
        var listener = await (await AgentAsync(cloud.Device("listener"))).JoinAsync(group, new JoinCallOptions { IncomingAudioOptions = ear.Options }).Soon();
        await Until.True(() => ear.Buffers.Count >= 50);

        // Evaluated from the left: more may be sent in between, but nothing is heard that was not sent.
        Assert.True(ear.Buffers.Count <= speaker.SoundSent);
        await listener.HangUpAsync(null).Soon();
        await Until.True(() => listener.State == CallState.Disconnected && cloud.IsQuiet);
        Assert.Empty(cloud.HandlerFaults);

        async Task<CallAgent> AgentAsync(EmulatedDevice device)
        {
            var token = cloud.IssueToken(cloud.CreateIdentity(), TimeSpan.FromHours(1));
            return await device.CreateClient(new CallClientOptions()).CreateCallAgentAsync(new CallTokenCredential(token.Token)).Soon();
        }
    }
}
