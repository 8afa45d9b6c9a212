using Microsoft.Extensions.Options;

namespace Calling.Cli.Demo;

/// <summary>One try at a demo: within its time, with whatever goes wrong said in words.</summary>
internal sealed class DemoAttempt(DemoOptions options, TextWriter errors, TimeProvider time)
{
    // Start-up, ringing and connecting on a slow machine; a healthy demo takes two seconds besides the talking.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(55);

    /// <summary>The provider, as chosen or configured.</summary>
    public string Provider { get; } = options.Provider ?? CallingSetup.Configuration([])["Calling:Provider"] ?? "";

    /// <summary>The outcome where it did not come to its end.</summary>
    public string Problem { get; private set; } = DemoResult.Failed;

    /// <summary>What all processes said on standard error.</summary>
    public string LastWords { get; private set; } = "";

    /// <summary>Tries.</summary>
    /// <param name="talk">The demo itself.</param>
    /// <param name="ct">Interrupted.</param>
    /// <returns>The exit code if there is nothing to conclude; null otherwise.</returns>
    public async Task<int?> RunAsync(Func<DemoStage, CancellationToken, Task> talk, CancellationToken ct)
    {
        if (ProviderNote.WhyNotHere(Provider) is { } reason)
        {
            errors.WriteLine(reason);
            return ExitCodes.Unusable;
        }

        var limit = TimeSpan.FromSeconds(options.Seconds) + s_slack;
        using var deadline = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var stage = new DemoStage(Provider, limit, time);
        try
        {
            await using (stage)
            {
                await talk(stage, stop.Token);
            }
        }
        catch (OptionsValidationException error)
        {
            errors.WriteLine(string.Join(Environment.NewLine, error.Failures));
            return ExitCodes.Unusable;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (OperationCanceledException)
        {
            Problem = DemoResult.TimedOut;
            errors.WriteLine($"The demo was not over after {limit.TotalSeconds:0} s; the timeline shows how far it came.");
        }
        catch (Exception error) when (error is DemoException or CallException)
        {
            errors.WriteLine(error.Message);
        }

        LastWords = stage.LastWords;
        return null;
    }
}
