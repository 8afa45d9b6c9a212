using System.CommandLine;
using Calling.Cli.Serving;
using Microsoft.Extensions.Options;

namespace Calling.Cli.Commands;

/// <summary><c>calling serve</c></summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = "Scheme, address and port to listen on; port 0 takes a free one.", DefaultValueFactory = _ => "http://127.0.0.1:7300",
        };
        var key = new Option<string?>("--api-key") { Description = "An API key besides those of the settings." };
        var secret = new Option<string?>("--api-secret") { Description = "Its secret, at least 32 bytes." };
        var input = new Option<bool>("--until-input-ends") { Description = "Stops when standard input ends.", Hidden = true };
        var command = new Command(
            "serve",
            "Runs the signalling server. Its settings are below Calling:Server in appsettings.json, the environment and arguments such as "
            + "--Calling:Server:MaxConnections=100.")
        {
            url, key, secret, input,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is null != result.GetValue(secret) is null)
            {
                result.AddError("--api-key and --api-secret go together.");
            }
        });

        // The settings among the arguments; everything else that is unknown is a mistake.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.UnmatchedTokens.FirstOrDefault(token => !ServeSettings.IsSetting(token)) is { } unknown)
            {
                errors.WriteLine($"'{unknown}' is not known; a setting is written as --Calling:Server:Name=value.");
                return ExitCodes.Unusable;
            }

            try
            {
                var settings = ServeSettings.Read(parsed.UnmatchedTokens, parsed.GetValue(key), parsed.GetValue(secret));
                await new ServeRunner(settings, output).RunAsync(
                    parsed.GetRequiredValue(url), parsed.GetValue(input) ? Console.In : null, ct);
                return ExitCodes.Good;
            }
            catch (OptionsValidationException error)
            {
                errors.WriteLine(string.Join(Environment.NewLine, error.Failures));
                return ExitCodes.Unusable;
            }
            catch (Exception error) when (error is IOException or FormatException or InvalidOperationException)
            {
                errors.WriteLine(error.Message);
                return ExitCodes.Unusable;
            }
        });
        return command;
    }
}
