using System.CommandLine;
using System.Text.Json;
using Calling.Cli.Demo;
using Microsoft.Extensions.Options;

namespace Calling.Cli.Commands;

/// <summary><c>calling demo-party</c>: what the demo starts for each party. Ends when its input does.</summary>
internal static class DemoPartyCommand
{
    public static Command Create()
    {
        var command = new Command(PartyProcess.Command, "One party of the demo.") { Hidden = true };
        command.SetAction((_, ct) => RunAsync(Console.In, Console.Out, Console.Error, ct));
        return command;
    }

    private static async Task<int> RunAsync(TextReader input, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        if (await input.ReadLineAsync(ct) is not { } line || JsonSerializer.Deserialize(line, DemoJson.Default.PartySettings) is not { } settings)
        {
            errors.WriteLine("The settings of the party are expected as the first line.");
            return ExitCodes.Unusable;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = WatchAsync(input, go, stop);
        var party = new Party(settings, TimeProvider.System, message => Tell(output, message));
        try
        {
            await party.RunAsync(settings.Calls ? go.Task : Task.CompletedTask, stop.Token);
            return ExitCodes.Good;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (OptionsValidationException error)
        {
            errors.WriteLine(string.Join(Environment.NewLine, error.Failures));
            return ExitCodes.Unusable;
        }
        catch (CallException error)
        {
            errors.WriteLine($"{error.Code}: {error.Message}");
            return ExitCodes.Failed;
        }
    }

    private static void Tell(TextWriter output, PartyMessage message)
    {
        var line = JsonSerializer.Serialize(message, DemoJson.Default.PartyMessage);
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    // The console's reader may block whatever the token says, so nobody waits for this.
    private static async Task WatchAsync(TextReader input, TaskCompletionSource go, CancellationTokenSource stop)
    {
        await Task.Run(() =>
        {
            while (input.ReadLine() is not null)
            {
                go.TrySetResult();
            }
        });
        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The party came to its end first.
        }
    }
}
