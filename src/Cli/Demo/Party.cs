using Calling.Cli.Demo.Groups;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Cli.Demo;

/// <summary>One party of the demo. The same program on every provider: which one it is says the configuration alone (rule CALL-140).</summary>
internal sealed class Party(PartySettings settings, TimeProvider time, Action<PartyMessage> tell)
{
    private static readonly TimeSpan s_ringing = TimeSpan.FromSeconds(1);
    private readonly PartyLog _log = new(settings.Epoch, time, tell);

    /// <summary>Signs in, talks, and signs out.</summary>
    /// <param name="go">The word to call.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RunAsync(Task go, CancellationToken ct)
    {
        await using var services = CallingSetup.Services(CallingSetup.Configuration(settings.Configuration));
        var client = services.GetRequiredService<ICallClient>();
        await client.LoginAsync(CallCredential.FromToken(settings.UserId, settings.Token), ct);
        _log.Write("signed in", $"provider {client.Provider.Name}");
        tell(new PartyMessage.Ready());

        await go.WaitAsync(ct);
        var result = settings.Part is not null ? await new GroupParty(client, settings, time, _log).RunAsync(ct)
            : settings.Calls ? await CallAsync(client, ct)
            : await AnswerAsync(client, ct);
        await client.LogoutAsync(ct);
        _log.Write("signed out");
        tell(new PartyMessage.Finished(result));
    }

    private async Task<PartyResult> CallAsync(ICallClient client, CancellationToken ct)
    {
        var asked = time.GetTimestamp();
        await using var call = await client.CallAsync(
            settings.Peer,
            CallMedia.Video,
            options => (options.AudioSource, options.VideoSource) = PartySources.OfCaller(),
            ct);
        var conversation = new Conversation(call, settings, time, _log);
        conversation.Asked(asked);
        return await conversation.RunAsync(ct);
    }

    private async Task<PartyResult> AnswerAsync(ICallClient client, CancellationToken ct)
    {
        await using var call = await client.ReadIncomingCallsAsync(ct).FirstAsync(ct);
        var conversation = new Conversation(call, settings, time, _log);
        var whole = conversation.RunAsync(ct);
        await Task.WhenAny(whole, Task.Delay(s_ringing, time, ct));
        if (!whole.IsCompleted)
        {
            await AcceptAsync(call, conversation, ct);
        }

        return await whole;
    }

    private async Task AcceptAsync(ICallSession call, Conversation conversation, CancellationToken ct)
    {
        var options = new AcceptOptions();
        (options.AudioSource, options.VideoSource) = PartySources.OfCallee(time);
        conversation.Asked(time.GetTimestamp());
        _log.Write("accepts");
        try
        {
            await call.AcceptAsync(options, ct);
        }
        catch (CallException e) when (e.Code == CallErrorCode.CallGone)
        {
            // How it ended is told by the session's last event.
        }
    }
}
