namespace Calling.Acs.Emulator;

public sealed partial class EmulatedDevice
{
    private bool _mediaIsDown;

    /// <summary>Run before a command of the SDK's is carried out on this device, by the command's name: what it throws the app gets, and what it waits for the app waits for.
    /// Pictures of somebody are "Start" with the id.</summary>
    public Func<string, Task>? BeforeCommand { get; set; }

    /// <summary>The process dies without a word: nothing that it made raises an event or carries content again.</summary>
    public void Kill()
    {
        lock (Cloud.Gate)
        {
            IsAlive = false;
            foreach (var agent in Agents)
            {
                agent.Vanish();
            }

            WatchLoss();
            _online?.TrySetResult();
        }
    }

    /// <summary>Nothing comes or goes; what is done meanwhile is carried out when the network is back, if it is back in time.</summary>
    public void NetworkDown()
    {
        lock (Cloud.Gate)
        {
            if (_online is null)
            {
                _online = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                WatchLoss();
            }
        }
    }

    public void NetworkUp()
    {
        lock (Cloud.Gate)
        {
            if (!IsAlive || _online is not { } online)
            {
                return;
            }

            _loss?.Dispose();
            _online = null;
            while (_whenOnline.TryDequeue(out var action))
            {
                action();
            }

            online.TrySetResult();
        }
    }

    /// <summary>Content gets lost in both directions; calls are left alone.</summary>
    public void MediaDown() => SetMedia(down: true);

    public void MediaUp() => SetMedia(down: false);

    internal Task InterceptAsync(string command) => BeforeCommand?.Invoke(command) ?? Task.CompletedTask;

    private void SetMedia(bool down)
    {
        lock (Cloud.Gate)
        {
            _mediaIsDown = down;
        }
    }

    private void WatchLoss()
    {
        _loss?.Dispose();
        _loss = Cloud.Time.CreateTimer(_ => Lose(), null, Cloud.Settings.NetworkLoss, Timeout.InfiniteTimeSpan);
    }

    private void Lose()
    {
        lock (Cloud.Gate)
        {
            // The timer may have fired before the network came back, and waited for the lock until after.
            if (!IsAlive || !IsOnline)
            {
                foreach (var leg in Agents.SelectMany(agent => agent.InService).ToList())
                {
                    leg.Lose();
                }
            }
        }
    }
}
