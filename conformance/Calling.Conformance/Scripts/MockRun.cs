using Calling.Providers;
using Calling.Providers.Mock;

namespace Calling.Conformance.Scripts;

/// <summary>
/// A script on the mock in virtual time, driven from outside the world by one thread: a step is carried out to its last consequence when
/// its call returns, and every run of the same is the same.
/// </summary>
internal sealed class MockRun : IDisposable
{
    /// <summary>In real time: what takes longer waits for something that never comes.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly MockWorld _world = MockWorld.CreateVirtual();
    private readonly List<Task<string>> _results = [];
    private readonly List<Task<string>> _unseen = [];
    private readonly TimeSpan _pace;
    private readonly bool _records;
    private bool _stuck;

    /// <summary>Everybody signs in.</summary>
    /// <param name="devices">Who.</param>
    /// <param name="declared">What the provider declares that the mock stands for.</param>
    /// <param name="pace">How much time passes after each group of steps.</param>
    /// <param name="spoil">Puts something between client and provider; null for nothing.</param>
    public MockRun(
        IReadOnlyList<DeviceSettings> devices, CallCapabilities declared, TimeSpan pace, Func<ICallProvider, ICallProvider>? spoil = null)
    {
        (_pace, _records) = (pace, declared.HasFlag(CallCapabilities.Records));
        Cast = new Cast(
            devices,
            _ => spoil?.Invoke(Provider(declared)) ?? Provider(declared),
            device => CallCredential.FromToken(device.UserId, "token", device.DeviceId),
            user => user);
        foreach (var actor in Cast.Actors)
        {
            Expect(actor.DoAsync(new Step(actor.Settings.Name, Act.SignIn)));
        }

        Settle();
    }

    public Cast Cast { get; }

    public MockWorld World => _world;

    /// <summary>How time stands.</summary>
    public TimeSpan Now => _world.Virtual.Elapsed;

    /// <summary>What came of every step, in the order in which they were taken; what is pending is waited for.</summary>
    public IReadOnlyList<string> Results
    {
        get
        {
            foreach (var result in _results)
            {
                Expect(result);
            }

            return [.. _results.Select(r => r.Result)];
        }
    }

    /// <summary>What came of the steps that were done since this was last asked for.</summary>
    public IReadOnlyList<string> TakeNewResults()
    {
        string[] done = [.. _unseen.Where(r => r.IsCompleted).Select(r => r.Result)];
        _unseen.RemoveAll(r => r.IsCompleted);
        return done;
    }

    /// <summary>Adds the faults of the devices' lines.</summary>
    public void Disturb()
    {
        foreach (var actor in Cast.Actors)
        {
            LineTrouble.Apply(Cast.Faults, actor);
        }
    }

    /// <summary>Takes steps that race, and lets everything settle.</summary>
    /// <param name="group">The steps.</param>
    /// <param name="delivery">How they meet.</param>
    public void Perform(IReadOnlyList<Step> group, Delivery delivery)
    {
        var results = new Task<string>[group.Count];
        var last = delivery.Last is { } name
            ? Cast.Faults.Hold(m => m.Content is CallCommand.Alerting or CallCommand.Busy && m.Device == Cast[name].Party)
            : null;
        using var slow = delivery.IsMediaSlow ? _world.Faults.Media.ConnectAfter(MockTarget.Everybody, _pace / 2) : null;
        if (delivery.Crossing == Crossing.None)
        {
            foreach (int i in delivery.Order)
            {
                results[i] = Do(group[i]);
            }
        }
        else
        {
            Cross(group, delivery, results);
        }

        last?.Dispose();
        _results.AddRange(results);
        _unseen.AddRange(results);

        // First the time that late messages need, then what came of it: a result is not there before time has passed.
        Settle();
        for (int i = 0; i < group.Count; i++)
        {
            if (group[i].Act != Act.Ask)
            {
                Expect(results[i]);
            }
        }

        Cast.Look();
    }

    /// <summary>How many records there are of each call.</summary>
    public IReadOnlyDictionary<string, int>? Records()
    {
        if (!_records)
        {
            return null;
        }

        HashSet<(string User, string CallId)> seen = [];
        Dictionary<string, int> counts = [];
        foreach (string user in Cast.Actors.Select(a => a.Settings.User).Distinct())
        {
            for (string? next = null; ;)
            {
                var page = _world.Exchange.ReadRecordsAsync(user, new() { PageSize = 100, Continuation = next }).AsTask().GetAwaiter().GetResult();
                foreach (var record in page.Records)
                {
                    bool again = !seen.Add((user, record.CallId));
                    counts[record.CallId] = Math.Max(counts.GetValueOrDefault(record.CallId), again ? 2 : 1);
                }

                if ((next = page.Continuation) is null)
                {
                    break;
                }
            }
        }

        return counts;
    }

    public void Dispose()
    {
        if (_stuck)
        {
            // What waits for ever once does so again.
            return;
        }

        Cast.Faults.Dispose();
        Expect(Task.WhenAll(Cast.Actors.Select(a => a.Client.DisposeAsync().AsTask())));
        Expect(_world.DisposeAsync().AsTask());
    }

    private MockCallProvider Provider(CallCapabilities declared) =>
        new(new() { World = _world, Capabilities = declared & MockOptions.AllCapabilities });

    private void Expect(Task task)
    {
        if (!task.Wait(Deadline))
        {
            _stuck = true;
            throw new InvariantException("A step is never done.");
        }
    }

    private Task<string> Do(Step step)
    {
        if (step.Act == Act.Pass)
        {
            Pass(step.Time);
            return Task.FromResult(Actor.Done);
        }

        var doing = Cast[step.Device].DoAsync(step);
        if (step.Act == Act.RingOut)
        {
            Expect(doing);
            Pass(2 * Step.ShortRing);
        }

        return doing;
    }

    /// <summary>All act, and only then do their commands go on to the arbiter, in the order that is asked for.</summary>
    private void Cross(IReadOnlyList<Step> group, Delivery delivery, Task<string>[] results)
    {
        HeldMessages[] commands = [.. group.Select(step => Hold(Cast[step.Device].Party))];
        var racing = group.Select(step => Cast[step.Device].Party).ToHashSet();
        var signals = delivery.Crossing switch
        {
            Crossing.CommandsAndSignals => Cast.Faults.Hold(m => m.Content is CallSignal),
            Crossing.CommandsAndOwnSignals => Cast.Faults.Hold(m => m.Content is CallSignal && racing.Contains(m.Device)),
            _ => null,
        };
        for (int i = 0; i < group.Count; i++)
        {
            results[i] = Do(group[i]);
        }

        foreach (int i in delivery.Order)
        {
            commands[i].Dispose();
        }

        signals?.Dispose();

        HeldMessages Hold(CallParty device) => Cast.Faults.Hold(m => m.Content is CallCommand && m.Device == device);
    }

    private void Settle()
    {
        if (_pace > TimeSpan.Zero)
        {
            Pass(_pace);
        }
    }

    private void Pass(TimeSpan time) => _world.AdvanceAsync(time).GetAwaiter().GetResult();
}
