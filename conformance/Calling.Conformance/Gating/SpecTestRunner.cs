using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Calling.Conformance;

/// <summary>Runs one test of a rule: gate, stage, the test itself inside the provider's time, the stage's own checks, verdict.</summary>
internal sealed class SpecTestRunner : XunitTestRunner
{
    /// <summary>In real time, whatever the provider's clock is: a test that takes longer waits for something that never comes.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>What a fixture may admit to: every rule of the kit's tests, and every rule and aspect.</summary>
    private static readonly Lazy<HashSet<string>> s_known = new(() =>
    [
        .. from suite in ConformanceSuites.All
           from method in suite.GetMethods()
           let spec = method.GetCustomAttribute<SpecAttribute>()
           where spec is not null
           from rule in spec.Rules
           from key in new[] { rule, $"{rule}/{spec.Aspect}" }
           select key,
    ]);

    protected override async ValueTask<TimeSpan> InvokeTest(XunitTestRunnerContext ctxt, object? testClassInstance)
    {
        long start = Stopwatch.GetTimestamp();
        var spec = ctxt.Test.TestMethod.FactAttributes.OfType<SpecAttribute>().Single();
        var suite = testClassInstance as ISuite
            ?? throw new InvalidOperationException($"A [Spec] test belongs into a Suite<TFixture>; {testClassInstance?.GetType()} is none.");
        if (await JudgeAsync(suite, ctxt.TestMethod, spec) is { } verdict)
        {
            ctxt.Aggregator.Add(verdict);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Runs a test if its gate is open.</summary>
    /// <returns>What xunit is told, or null if the test passed.</returns>
    internal static async Task<Exception?> JudgeAsync(ISuite suite, MethodInfo method, SpecAttribute spec)
    {
        if (suite.Fixture.KnownDeviations.Keys.FirstOrDefault(key => !s_known.Value.Contains(key)) is { } stray)
        {
            return new InvalidOperationException($"KnownDeviations names {stray}, which no test of the kit carries.");
        }

        var gate = new Gate(spec, suite.Fixture.Name, suite.Fixture.KnownDeviations);
        var descriptor = await suite.Fixture.DescribeAsync();
        return gate.Closed(descriptor.Capabilities, suite.Fixture.Offered) is { } reason
            ? SkipException.ForSkip(reason)
            : await RunAsync(suite, method, gate);
    }

    /// <summary>Runs the test on a stage of its own. A deviation excuses what the test states, and nothing of the fixture's.</summary>
    /// <returns>What failed, or null.</returns>
    private static async Task<Exception?> RunAsync(ISuite suite, MethodInfo method, Gate gate)
    {
        if (await FailureAsync(() => suite.Fixture.OpenAsync().AsTask().WaitAsync(Deadline)) is { } unopened)
        {
            return unopened;
        }

        // What the fixture finds at the end is, after a test that failed, what the failure left behind.
        var failure = await FailureAsync(() => suite.Fixture.Clock.RunAsync(() => PlayAsync(suite, method)).WaitAsync(Deadline));
        var leak = await FailureAsync(() => suite.Fixture.CloseAsync().AsTask().WaitAsync(Deadline));
        return failure is null && leak is not null ? leak : gate.Judge(failure);
    }

    private static async Task<Exception?> FailureAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception failure)
        {
            // Xunit takes a cancelled task for a test that was stopped, and passes it.
            return failure is OperationCanceledException ? new InvalidOperationException("The test was cancelled from inside.", failure) : failure;
        }
    }

    private static async Task PlayAsync(ISuite suite, MethodInfo method)
    {
        var stage = new Stage(suite.Fixture);
        suite.Stage = stage;
        try
        {
            await Invoke(suite, method);
            await stage.CheckAsync();
        }
        catch (Exception failure)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(stage.ToString());
            if (suite.Fixture.Diagnostics is { Length: > 0 } diagnostics)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(diagnostics);
            }

            await FailureAsync(stage.LeaveAsync);
            ExceptionDispatchInfo.Throw(failure);
        }

        await stage.LeaveAsync();
        await stage.CheckLeftAsync();
    }

    private static Task Invoke(ISuite suite, MethodInfo method)
    {
        try
        {
            return (Task)method.Invoke(suite, null)!;
        }
        catch (TargetInvocationException thrown)
        {
            return Task.FromException(thrown.InnerException!);
        }
    }
}
