using Calling.Failover;

namespace Calling.Providers.Mock.Tests;

/// <summary>Whatever breaks when: no call is ever known to two vendors, and nothing hangs or stays behind (rule CALL-143).</summary>
public sealed class FailoverChaosTests
{
    private static readonly string[] Users = ["alice", "bob"];

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    public async Task CALL_143_No_call_is_ever_known_to_two_vendors(int firstSeed)
    {
        int main = 0, spare = 0, answered = 0;
        for (int seed = firstSeed; seed < firstSeed + 40; seed++)
        {
            var run = new Run(seed);
            await run.GoAsync(steps: 60);
            main += run.OnMain.Count;
            spare += run.OnSpare.Count;
            answered += run.Answered;
        }

        // Only what has happened has been tested.
        Assert.True(main > 50 && spare > 15 && answered > 20, $"{main} calls through the first vendor, {spare} through the second, {answered} answered");
    }

    private sealed class Run
    {
        private readonly Random _random;
        private readonly int _seed;
        private readonly MockWorld _main;
        private readonly MockWorld _spare;
        private readonly List<ICallClient> _clients = [];
        private readonly List<IDisposable> _faults = [];

        public Run(int seed)
        {
            (_seed, _random) = (seed, new Random(seed));
            _main = MockWorld.CreateVirtual(seed);
            _spare = MockWorld.CreateVirtual(_main.Virtual, seed);
        }

        public HashSet<string> OnMain { get; } = [];

        public HashSet<string> OnSpare { get; } = [];

        public int Answered { get; private set; }

        public async Task GoAsync(int steps)
        {
            foreach (string user in Users)
            {
                ICallClient client = CallClientFactory.Create(new FailoverCallProvider([Vendor("Main", _main), Vendor("Spare", _spare)]));
                _clients.Add(client);
                Task login = client.LoginAsync(CallCredential.FromToken(user, "any token"));
                await _main.AdvanceAsync(TimeSpan.FromSeconds(1));
                await login;
            }

            for (int step = 0; step < steps; step++)
            {
                await StepAsync();

                // With 20 ms each way: before a command has arrived, before its result has, and long after.
                await _main.AdvanceAsync(TimeSpan.FromMilliseconds(_random.Next(5) switch { 0 => 7, 1 or 2 => 30, 3 => 150, _ => 4_000 }));
                Look();
            }

            _faults.ForEach(fault => fault.Dispose());
            await _main.AdvanceAsync(TimeSpan.FromSeconds(5));
            SignInAgain();
            await _main.AdvanceAsync(TimeSpan.FromMinutes(5));
            Look();
            foreach (ICallClient client in _clients)
            {
                Assert.True(client.State is CallClientState.SignedIn, $"seed {_seed}: {client.State}");
                Assert.True(client.Calls.All(call => call.Snapshot.State is CallState.Connected), $"seed {_seed}: a call hangs");
                ValueTask disposing = client.DisposeAsync();
                await _main.AdvanceAsync(TimeSpan.FromSeconds(5));
                await disposing;
            }

            await _main.AdvanceAsync(TimeSpan.FromMinutes(5));
            Assert.Equal((0, 0, 0), (_main.Virtual.PendingTimers, _main.Devices.Count + _spare.Devices.Count, _main.Media.OpenSessions + _spare.Media.OpenSessions));
        }

        private static MockCallProvider Vendor(string name, MockWorld world)
            => new(new MockOptions { World = world, Latency = TimeSpan.FromMilliseconds(20), LineGrace = TimeSpan.FromSeconds(20) }, name);

        private async Task StepAsync()
        {
            ICallClient client = _clients[_random.Next(2)];
            MockWorld world = _random.Next(3) == 0 ? _spare : _main;
            string user = Users[_random.Next(2)];
            switch (_random.Next(9))
            {
                case 0 or 1 when client is { Calls.Count: 0, UserId: { } self }:
                    await client.CallAsync(self == "alice" ? "bob" : "alice", CallMedia.Audio);
                    break;
                case 2 or 3 when client.Calls.FirstOrDefault(call => call.Snapshot.State == CallState.Incoming) is { } ringing:
                    Answered++;
                    _ = ringing.AcceptAsync().ContinueWith(static accept => _ = accept.Exception, TaskScheduler.Default);
                    break;
                case 4 when client.Calls.Count > 0:
                    await client.Calls[0].HangUpAsync();
                    break;
                case 5:
                    _faults.Add(world.Faults.Cut(user));
                    break;
                case 6:
                    _faults.Add(world.Faults.Drop(user));
                    break;
                case 7 or 8 when _faults.Count > 0:
                    int which = _random.Next(_faults.Count);
                    _faults[which].Dispose();
                    _faults.RemoveAt(which);
                    break;
            }

            SignInAgain();
        }

        /// <summary>Whose lines were all lost for longer than they wait is signed out.</summary>
        private void SignInAgain()
        {
            foreach (ICallClient lost in _clients.Where(one => one.State == CallClientState.SignedOut))
            {
                _ = lost.LoginAsync(CallCredential.FromToken(Users[_clients.IndexOf(lost)], "any token"))
                    .ContinueWith(static login => _ = login.Exception, TaskScheduler.Default);
            }
        }

        private void Look()
        {
            Collect(_main, OnMain);
            Collect(_spare, OnSpare);
            Assert.False(OnMain.Overlaps(OnSpare), $"seed {_seed}: {string.Join(", ", OnMain.Intersect(OnSpare))} is known to both vendors");
        }

        private static void Collect(MockWorld world, HashSet<string> calls)
        {
            foreach (CallParty device in world.Devices)
            {
                calls.UnionWith(world.Exchange.Snapshot(device).Select(view => view.CallId));
            }
        }
    }
}
