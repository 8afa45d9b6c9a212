using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Calling.Providers;
using Calling.Server.Push;
using Calling.Signaling.Switchboards;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling.Server.Tests;

/// <summary>What goes wrong with a push, on real connections and with a clock that the test turns.</summary>
public class PushFailureTests
{
    private static readonly TimeSpan LongestFirstWait = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_failed_push_is_repeated_with_what_is_left_of_the_time()
    {
        await using var webhook = await Webhook.StartAsync(500, 429, 503, 200);
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        for (int attempt = 1; attempt < 4; attempt++)
        {
            await stage.CountedAsync("failed", attempt);
            Assert.Equal(attempt, webhook.Requests.Count);
            stage.Rig.Time.Advance(LongestFirstWait * Math.Pow(2, attempt - 1));
        }

        await stage.CountedAsync("delivered", 1);
        // Each wait is between half its bound and the whole, and begins while time goes on to the end of the former one.
        int[] remaining = [.. webhook.Requests.Select(r => (int)r.Json["ringRemaining"]!)];
        Assert.Equal(4, remaining.Length);
        Assert.Equal(30_000, remaining[0]);
        Assert.InRange(remaining[1], 29_500, remaining[0] - 250);
        Assert.InRange(remaining[2], 28_500, remaining[1] - 500);
        Assert.InRange(remaining[3], 26_500, remaining[2] - 1_000);
        Assert.Single(webhook.Requests.Select(r => (string?)r.Json["id"]).Distinct());
        Assert.Single(webhook.Requests.Select(r => (string?)r.Json["expiresAt"]).Distinct());
        Assert.All(webhook.Requests, r => Assert.True(
            PushSignature.IsValid(Webhook.Secret, r.Timestamp, r.Body, r.Signature, stage.Rig.Time.GetUtcNow())));
    }

    [Fact]
    public async Task A_push_is_not_repeated_after_the_invitation_has_expired()
    {
        await using var webhook = await Webhook.StartAsync(500);
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await stage.CountedAsync("failed", 1);
        stage.Rig.Time.Advance(LongestFirstWait);
        await stage.CountedAsync("failed", 2);
        stage.Rig.Time.Advance(TimeSpan.FromSeconds(30) - LongestFirstWait);
        await stage.CountedAsync("expired", 1);
        int requests = webhook.Requests.Count;
        stage.Rig.Time.Advance(TimeSpan.FromMinutes(1));
        await stage.Rig.AssertAliveAsync();
        Assert.Equal(requests, webhook.Requests.Count);
    }

    [Fact]
    public async Task A_push_is_given_up_when_its_invitation_is_taken_back()
    {
        await using var webhook = await Webhook.StartAsync(500);
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await stage.CountedAsync("failed", 1);
        await stage.Alice.AskAsync(new CallCommand.CancelCall("c1", stage.Alice.NextId()));
        await stage.CountedAsync("withdrawn", 1);
        stage.Rig.Time.Advance(TimeSpan.FromSeconds(20));
        await stage.Rig.AssertAliveAsync();
        Assert.Single(webhook.Requests);
    }

    [Fact]
    public async Task A_webhook_that_never_answers_holds_nobody_up_and_is_left_when_the_call_is_answered()
    {
        var aborted = new TaskCompletionSource();
        await using var webhook = await Webhook.StartAsync(async (context, _) =>
        {
            context.RequestAborted.Register(() => aborted.TrySetResult());
            await aborted.Task.Soon();
        });
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await Until.True(() => webhook.Requests.Count == 1);
        var bob = await stage.Rig.SignInAsync("bob");
        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1"));
        await aborted.Task.Soon();
        await stage.CountedAsync("withdrawn", 1);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_repeated()
    {
        await using var webhook = await Webhook.StartAsync((context, number) =>
            number == 0 ? Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default) : Task.CompletedTask);
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await Until.True(() => webhook.Requests.Count == 1);
        stage.Rig.Time.Advance(TimeSpan.FromSeconds(5));
        await stage.CountedAsync("failed", 1);
        stage.Rig.Time.Advance(LongestFirstWait);
        await stage.CountedAsync("delivered", 1);
        Assert.InRange((int)webhook.Requests[1].Json["ringRemaining"]!, 24_500, 24_750);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task What_the_webhook_refuses_is_not_repeated_and_no_redirect_is_followed(int status)
    {
        await using var webhook = await Webhook.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await stage.CountedAsync("refused", 1);
        stage.Rig.Time.Advance(TimeSpan.FromSeconds(20));
        await stage.Rig.AssertAliveAsync();
        Assert.Equal("/push", Assert.Single(webhook.Requests).Path);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using var webhook = await Webhook.StartAsync(async (context, _) =>
        {
            byte[] much = new byte[64 * 1024];
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(much, context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                // It hung up.
            }
        });
        await using var stage = await Stage.StartAsync(webhook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await stage.CountedAsync("delivered", 1);
    }

    [Fact]
    public async Task Neither_secret_nor_address_nor_fields_are_logged()
    {
        // Nobody listens there any more.
        var gone = await Webhook.StartAsync();
        string url = gone.Url;
        await gone.DisposeAsync();
        await using var webhook = await Webhook.StartAsync(400);
        foreach (string address in new[] { url, webhook.Url })
        {
            await using var stage = await Stage.StartAsync(address);
            await stage.Alice.AskAsync(new CallCommand.PlaceCall("c1", "m1", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false))
            {
                Push = new() { Title = "private-title" },
            });
            await stage.CountedAsync(address == url ? "failed" : "refused", 1);
            Assert.Contains(stage.Log, line => line.Contains("Push c1/0", StringComparison.Ordinal));
            Assert.All(stage.Log, line =>
            {
                Assert.DoesNotContain(Webhook.Secret, line, StringComparison.Ordinal);
                Assert.DoesNotContain("in-the-address", line, StringComparison.Ordinal);
                Assert.DoesNotContain("private-title", line, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task Too_many_pushes_are_dropped_and_counted()
    {
        await using var stage = await Stage.StartAsync(new Hook((_, _) => new(PushOutcome.Failed)), o => o.Push.MaxPending = 2);
        for (int i = 0; i < 3; i++)
        {
            await stage.Alice.PlaceAsync($"c{i}", $"user{i}");
        }

        await stage.CountedAsync("dropped", 1);
        await stage.Alice.AskAsync(new CallCommand.CancelCall("c0", stage.Alice.NextId()));
        await stage.CountedAsync("withdrawn", 1);
        await stage.Alice.PlaceAsync("c3", "user3");
        await stage.CountedAsync("failed", 3);
    }

    [Fact]
    public async Task An_apps_own_hook_takes_the_webhooks_place_and_may_throw_or_hang()
    {
        var seen = new ConcurrentQueue<OfflineInvitation>();
        var hook = new Hook((invitation, _) =>
        {
            seen.Enqueue(invitation);
            return seen.Count switch
            {
                1 => throw new InvalidOperationException("no"),
                2 => new(new TaskCompletionSource<PushOutcome>().Task),
                _ => new(PushOutcome.Delivered),
            };
        });
        await using var stage = await Stage.StartAsync(hook);
        await stage.Alice.PlaceAsync("c1", "bob");
        await stage.CountedAsync("failed", 1);
        stage.Rig.Time.Advance(LongestFirstWait);
        await Until.True(() => seen.Count == 2);
        stage.Rig.Time.Advance(TimeSpan.FromSeconds(5));
        await stage.CountedAsync("failed", 2);
        stage.Rig.Time.Advance(LongestFirstWait * 2);
        await stage.CountedAsync("delivered", 1);
        Assert.All(seen, s => Assert.Equal(("c1/0", "bob", "alice"), (s.Id, s.UserId, s.Caller)));
    }

    [Fact]
    public async Task A_hook_that_throws_while_its_invitation_is_taken_back_keeps_no_place()
    {
        using var entered = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        int calls = 0;
        var hook = new Hook((_, _) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                return new(PushOutcome.Delivered);
            }

            entered.Release();
            gate.Wait(TestContext.Current.CancellationToken);
            throw new InvalidOperationException("no");
        });
        await using var stage = await Stage.StartAsync(hook, o => o.Push.MaxPending = 1);
        await stage.Alice.PlaceAsync("c1", "bob");
        await entered.WaitAsync(TestContext.Current.CancellationToken);
        await stage.Alice.AskAsync(new CallCommand.CancelCall("c1", stage.Alice.NextId()));
        gate.Set();
        await stage.CountedAsync("withdrawn", 1);
        await stage.Alice.PlaceAsync("c2", "bob");
        await stage.CountedAsync("delivered", 1);
        await stage.CountedAsync("dropped", 0);
    }

    private sealed class Hook(Func<OfflineInvitation, CancellationToken, ValueTask<PushOutcome>> push) : IOfflinePush
    {
        public ValueTask<PushOutcome> PushAsync(OfflineInvitation invitation, CancellationToken ct) => push(invitation, ct);
    }

    /// <summary>A server whose pushes are counted and whose log is kept, and Alice.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _counts = new();

        public ServerRig Rig { get; private init; } = null!;

        public WireClient Alice { get; private set; } = null!;

        public ConcurrentQueue<string> Log { get; private init; } = null!;

        public static Task<Stage> StartAsync(Webhook webhook) => StartAsync(webhook.Url);

        public static Task<Stage> StartAsync(string url) => StartAsync(o => (o.Push.Url, o.Push.Secret) = (url, Webhook.Secret), _ => { });

        public static Task<Stage> StartAsync(IOfflinePush hook, Action<CallingServerOptions>? configure = null)
            => StartAsync(o => configure?.Invoke(o), services => services.AddSingleton(hook));

        public async Task CountedAsync(string outcome, int count) => await Until.True(() => _counts.GetValueOrDefault(outcome) == count, $"{outcome} {count}");

        public ValueTask DisposeAsync()
        {
            _listener.Dispose();
            return Rig.DisposeAsync();
        }

        private static async Task<Stage> StartAsync(Action<CallingServerOptions> configure, Action<IServiceCollection> services)
        {
            var log = new LogLines();
            var stage = new Stage
            {
                Rig = await ServerRig.StartAsync(configure, web =>
                {
                    web.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
                    services(web.Services);
                }),
                Log = log.Lines,
            };
            var factory = stage.Rig.Host.Services.GetRequiredService<IMeterFactory>();
            stage._listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "calling.server.pushes" && instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            stage._listener.SetMeasurementEventCallback<long>(
                (_, value, tags, _) => stage._counts.AddOrUpdate((string)tags[0].Value!, value, (_, sum) => sum + value));
            stage._listener.Start();
            stage.Alice = await stage.Rig.SignInAsync("alice");
            return stage;
        }
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
