using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>One process on one machine, and what goes wrong with it.</summary>
[EmulatorDefined("without a network a hang-up is at once here, and everything else waits for 30 s")]
public sealed partial class EmulatedDevice
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(30);
    private readonly Queue<Action> _whenOnline = [];
    private TaskCompletionSource? _online;
    private ITimer? _loss;
    private long _soundSent;
    private long _picturesSent;

    internal EmulatedDevice(EmulatedCloud cloud, string name)
    {
        (Cloud, Name) = (cloud, name);
        AddCamera("camera");
    }

    public string Name { get; }

    /// <summary>Buffers of sound that have left in calls, be anybody there to hear them or not.</summary>
    public long SoundSent => Interlocked.Read(ref _soundSent);

    /// <summary>Frames that have left in calls.</summary>
    public long PicturesSent => Interlocked.Read(ref _picturesSent);

    internal EmulatedCloud Cloud { get; }

    internal bool IsAlive { get; private set; } = true;

    internal bool IsOnline => _online is null;

    internal bool CarriesMedia => IsAlive && IsOnline && !_mediaIsDown;

    internal List<CallAgent> Agents { get; } = [];

    internal List<DeviceManager> Managers { get; } = [];

    internal Hardware Hardware { get; } = new();

    public CallClient CreateClient(CallClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CallClient(this);
    }

    /// <summary>Does what the app asks of the service: off the app's thread, under the lock, and once there is a network.</summary>
    internal async Task<T> CommandAsync<T>(Func<T> work, [CallerMemberName] string name = "")
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await InterceptAsync(name);
        Task? online;
        lock (Cloud.Gate)
        {
            online = _online?.Task;
        }

        if (online is not null)
        {
            await AwaitNetworkAsync(online);
        }

        lock (Cloud.Gate)
        {
            return IsAlive ? work() : throw Errors.ProcessIsGone();
        }
    }

    internal Task CommandAsync(Action work, [CallerMemberName] string name = "") => CommandAsync(
        () =>
        {
            work();
            return true;
        },
        name);

    /// <summary>For the calls that cannot wait.</summary>
    internal void RequireNetwork()
    {
        if (!IsAlive)
        {
            throw Errors.ProcessIsGone();
        }

        if (!IsOnline)
        {
            throw NoNetwork();
        }
    }

    /// <summary>Something that goes over the network, in either direction: now, or in its turn when there is a network again.</summary>
    internal void Deliver(Action action)
    {
        if (IsOnline)
        {
            action();
        }
        else
        {
            _whenOnline.Enqueue(action);
        }
    }

    internal void CountSound() => Interlocked.Increment(ref _soundSent);

    internal void CountPicture() => Interlocked.Increment(ref _picturesSent);

    private async Task AwaitNetworkAsync(Task online)
    {
        try
        {
            await online.WaitAsync(CommandTimeout, Cloud.Time);
        }
        catch (TimeoutException)
        {
            throw NoNetwork();
        }
    }

    private static COMException NoNetwork() => Errors.Of(Errors.SignalingOperationFailed, "There is no network.");
}
