using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>One entry into a group of the vendor's: muted, without pictures, until the gates open.</summary>
internal sealed class GroupCall(GroupMedia owner, SdkAgent agent, Guid group) : IMediaCall
{
    private const int Attempts = 2;

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

        await GetOutAsync(call.Call).ConfigureAwait(false);
        await agent.Queue.AskAsync(() =>
        {
            call.Close();
            return true;
        }).ConfigureAwait(false);
    }

    private static async Task HangUpAsync(CommunicationCall call) => await call.HangUpAsync(new());

    /// <summary>Hangs up. If the SDK does not, the sign-in goes, and the call with it: this device must not stay in the group (rule CALL-096).</summary>
    private async Task GetOutAsync(CommunicationCall call)
    {
        try
        {
            for (int attempt = 1; call.State != SdkCallState.Disconnected; attempt++)
            {
                try
                {
                    await HangUpAsync(call).WaitAsync(agent.SignIn.Options.CommandTimeout, agent.SignIn.Time).ConfigureAwait(false);
                    return;
                }
                catch (Exception e) when (attempt < Attempts && e is not TimeoutException)
                {
                    AcsLog.Faulted(agent.Logger, e);
                }
            }
        }
        catch (Exception e)
        {
            AcsLog.Faulted(agent.Logger, e);
            if (call.State != SdkCallState.Disconnected)
            {
                await owner.DropAsync(agent).ConfigureAwait(false);
            }
        }
    }

    private async Task LeaveLateAsync(Task<CommunicationCall> joining)
    {
        CommunicationCall call;
        try
        {
            call = await joining.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It failed by itself.
            return;
        }

        await GetOutAsync(call).ConfigureAwait(false);
        call.Dispose();
    }

    private async Task<CommunicationCall> JoinAsync(JoinCallOptions options) => await agent.Agent.JoinAsync(new GroupCallLocator(group), options);
}
