using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>One entry into a group of the vendor's: muted, without pictures, until the gates open.</summary>
internal sealed class GroupCall(SdkAgent agent, Guid group) : IMediaCall
{
    private WatchedCall? _call;

    /// <summary>Our server tells what is on and who has left.</summary>
    public bool IsSignalled => false;

    /// <summary>Why the vendor ended it; null while it has not.</summary>
    public (int Code, int Subcode)? EndReason => _call?.EndReason;

    public async ValueTask<(WatchedCall Call, LocalMedia Local)> EnterAsync(CancellationToken ct)
    {
        var local = new LocalMedia(agent, default);
        var options = new JoinCallOptions();
        local.Prepare(options, offersVideo: false);
        var joining = JoinAsync(options);
        try
        {
            _call = new WatchedCall(await joining.WaitAsync(agent.SignIn.Options.CommandTimeout, agent.SignIn.Time, ct).ConfigureAwait(false), agent.Queue);
        }
        catch (Exception)
        {
            // The SDK cannot be told to give up: a call that comes after all is left at once.
            _ = LeaveLateAsync(joining);
            await local.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        local.Bind(_call);
        return (_call, local);
    }

    public async ValueTask LeaveAsync()
    {
        if (_call is not { } call)
        {
            return;
        }

        if (!call.IsOver)
        {
            try
            {
                await HangUpAsync(call.Call).WaitAsync(agent.SignIn.Options.CommandTimeout, agent.SignIn.Time).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                AcsLog.Faulted(agent.Logger, e);
            }
        }

        await agent.Queue.AskAsync(() =>
        {
            call.Close();
            return true;
        }).ConfigureAwait(false);
    }

    private static async Task HangUpAsync(CommunicationCall call) => await call.HangUpAsync(new());

    private static async Task LeaveLateAsync(Task<CommunicationCall> joining)
    {
        try
        {
            var call = await joining.ConfigureAwait(false);
            await HangUpAsync(call).ConfigureAwait(false);
            call.Dispose();
        }
        catch (Exception)
        {
            // It failed by itself.
        }
    }

    private async Task<CommunicationCall> JoinAsync(JoinCallOptions options) => await agent.Agent.JoinAsync(new GroupCallLocator(group), options);
}
