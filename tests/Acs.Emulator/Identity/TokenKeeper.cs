using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>Asks for an agent's next token in time, and ends the agent when there is none.</summary>
internal sealed class TokenKeeper : IDisposable
{
    private readonly EmulatedCloud _cloud;
    private readonly CallAgent _agent;
    private readonly CallTokenRefreshOptions? _options;
    private readonly EventQueue _events;
    private readonly ITimer _timer;
    private DateTimeOffset _expiresOn;

    public TokenKeeper(CallAgent agent, CallTokenCredential credential, DateTimeOffset expiresOn)
    {
        (_cloud, _agent, _options, _expiresOn) = (agent.Cloud, agent, credential.RefreshOptions, expiresOn);
        _events = new EventQueue(agent.Device);
        _timer = _cloud.Time.CreateTimer(_ => Ask(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _events.Close();
    }

    /// <summary>Proactively: the lead before the end, and once more at the end. Otherwise only at the end.</summary>
    private void Arm()
    {
        var left = _expiresOn - _cloud.Time.GetUtcNow();
        var lead = _cloud.Settings.RefreshLead;
        var due = _options is { RefreshProactively: true } && left > lead ? left - lead : left;
        _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Ask() => _events.Post(() =>
    {
        var args = new CallTokenRefreshRequestedEventArgs();
        try
        {
            _options?.Request(args);
        }
        finally
        {
            lock (_cloud.Gate)
            {
                Answer(args.CallToken);
            }
        }
    });

    private void Answer(CallToken? token)
    {
        if (token is not null && _cloud.Tokens.Find(token.Token) is { } entry && entry.Identity == _agent.Identity)
        {
            _expiresOn = entry.ExpiresOn;
            Arm();
        }
        else if (_expiresOn > _cloud.Time.GetUtcNow())
        {
            _timer.Change(_expiresOn - _cloud.Time.GetUtcNow(), Timeout.InfiniteTimeSpan);
        }
        else
        {
            _agent.Expire();
        }
    }
}
