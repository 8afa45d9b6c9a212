namespace Calling.Acs.Emulator;

public sealed partial class EmulatedDevice
{
    private readonly Dictionary<(EmulatedDevice To, object What), int> _carried = [];
    private int _losesEach;
    private TimeSpan _delay;

    /// <summary>
    /// The way of the media is bad in both directions: of each stream and each channel every so manieth frame or message is lost, and all others are late.
    /// </summary>
    /// <param name="losesEach">Which; 0 loses none.</param>
    /// <param name="delay">How late.</param>
    public void Impair(int losesEach, TimeSpan delay = default)
    {
        lock (Cloud.Gate)
        {
            (_losesEach, _delay) = (losesEach, delay);
        }
    }

    /// <summary>Something that takes the way of the media to another device. Under the lock, then and now.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="what">The stream or the channel that it belongs to.</param>
    /// <param name="arrive">What it does there.</param>
    internal void Carry(EmulatedDevice to, object what, Action arrive)
    {
        if (!CarriesMedia || !to.CarriesMedia || Loses(to, what))
        {
            return;
        }

        var delay = _delay + to._delay;
        if (delay == TimeSpan.Zero)
        {
            arrive();
            return;
        }

        ITimer? timer = null;
        timer = Cloud.Time.CreateTimer(_ => Arrive(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(delay, Timeout.InfiniteTimeSpan);

        void Arrive()
        {
            timer!.Dispose();
            lock (Cloud.Gate)
            {
                if (to.CarriesMedia)
                {
                    arrive();
                }
            }
        }
    }

    private bool Loses(EmulatedDevice to, object what)
    {
        if (_losesEach == 0 && to._losesEach == 0)
        {
            return false;
        }

        int number = _carried[(to, what)] = _carried.GetValueOrDefault((to, what)) + 1;
        return (_losesEach > 0 && number % _losesEach == 0) || (to._losesEach > 0 && number % to._losesEach == 0);
    }
}
