using System.CommandLine;
using System.Globalization;
using Calling.Cli.Demo;

namespace Calling.Cli.Commands;

/// <summary><c>calling demo</c></summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var provider = new Option<string?>("--provider")
        {
            Description = "The provider to call through: WebRtc, Mock, … Without it: what Calling:Provider says.",
        };
        var seconds = new Option<double>("--seconds") { Description = "How long they talk.", DefaultValueFactory = _ => 5 };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= DemoOptions.MinSeconds and <= DemoOptions.MaxSeconds))
            {
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"--seconds must be from {DemoOptions.MinSeconds} to {DemoOptions.MaxSeconds}."));
            }
        });
        var folder = new Option<string>("--output")
        {
            Description = "The folder for what both saw and heard.", DefaultValueFactory = _ => "artifacts/demo",
        };
        var command = new Command("demo", "Alice calls Bob with sound and pictures; shows what happened and writes what both saw and heard.")
        {
            provider, seconds, folder,
        };
        command.SetAction((parsed, ct) => new DemoRunner(
            new DemoOptions(parsed.GetValue(provider), parsed.GetValue(seconds), parsed.GetRequiredValue(folder)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            TimeProvider.System).RunAsync(ct));
        return command;
    }
}
