using System.CommandLine;
using Calling.Server;

namespace Calling.Cli.Commands;

/// <summary><c>calling token</c></summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var user = new Option<string>("--user") { Description = "Who will sign in.", Required = true };
        var device = new Option<string?>("--device") { Description = "The only device that it is good for; any if left out." };
        var key = new Option<string>("--key") { Description = "The API key.", Required = true };
        var secret = new Option<string>("--secret") { Description = "The API key's secret, at least 32 bytes.", Required = true };
        var lifetime = new Option<TimeSpan>("--lifetime")
        {
            Description = "How long it is good for.", DefaultValueFactory = _ => TimeSpan.FromHours(1),
        };
        var command = new Command("token", "Makes a token with which a device signs in to the signalling server.")
        {
            user, device, key, secret, lifetime,
        };
        command.SetAction(parsed =>
        {
            try
            {
                parsed.InvocationConfiguration.Output.WriteLine(CallingTokens.Create(
                    parsed.GetRequiredValue(key), parsed.GetRequiredValue(secret), parsed.GetRequiredValue(user),
                    parsed.GetValue(lifetime), parsed.GetValue(device)));
                return ExitCodes.Good;
            }
            catch (ArgumentException error)
            {
                parsed.InvocationConfiguration.Error.WriteLine(error.Message);
                return ExitCodes.Unusable;
            }
        });
        return command;
    }
}
