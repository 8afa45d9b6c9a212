using System.CommandLine;
using System.Globalization;
using Calling.Cli.Demo;
using Calling.Cli.Demo.Groups;

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
        var group = new Option<int?>("--group")
        {
            Description = $"A group call in which so many people talk, {GroupCast.MinTalkers} to {GroupCast.MaxTalkers}; two more do not come.",
        };
        group.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (>= GroupCast.MinTalkers and <= GroupCast.MaxTalkers))
            {
                result.AddError($"--group must be from {GroupCast.MinTalkers} to {GroupCast.MaxTalkers}.");
            }
        });
        var seconds = new Option<double?>("--seconds") { Description = "How long they talk; 5, or 8 in a group, where it is at least 6." };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (>= DemoOptions.MinSeconds and <= DemoOptions.MaxSeconds))
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
            provider, group, seconds, folder,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(group) is not null && result.GetValue(seconds) < DemoOptions.MinGroupSeconds)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--seconds must be at least {DemoOptions.MinGroupSeconds} in a group."));
            }
        });
        command.SetAction((parsed, ct) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var talkers = parsed.GetValue(group);
            var options = new DemoOptions(
                parsed.GetValue(provider), parsed.GetValue(seconds) ?? (talkers is null ? 5 : 8), parsed.GetRequiredValue(folder));
            return talkers is { } count
                ? new GroupRunner(options, count, output, errors, TimeProvider.System).RunAsync(ct)
                : new DemoRunner(options, output, errors, TimeProvider.System).RunAsync(ct);
        });
        return command;
    }
}
