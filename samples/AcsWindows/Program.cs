using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Calling.Samples.AcsWindows;

/// <summary>
/// A phone for the console: <c>--user alice --token … --server https://calls.example.com/calling [--call bob]</c>. Without <c>--call</c> it waits to be
/// called. <c>--mode Native</c> lets the vendor ring; <c>--ids bob=8:acs:…,alice=8:acs:…</c> is then the directory, and the token the vendor's.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (given["user"] is not { } user || given["token"] is not { } token)
        {
            Console.Error.WriteLine("usage: Calling.Samples.AcsWindows --user <id> --token <token> [--mode Paired|Native] [--server <address>] [--ids a=8:acs:…,b=8:acs:…] [--call <id>]");
            return 2;
        }

        try
        {
            await using var phone = new Phone(given);
            await phone.SignInAsync(user, token);
            await (given["call"] is { } callee ? phone.CallAsync(callee) : phone.WaitAsync());
            return 0;
        }
        catch (OptionsValidationException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }
        catch (CallException failure)
        {
            Console.Error.WriteLine($"{failure.Code}: {failure.Message} {failure.ProviderCode}");
            return 1;
        }
    }
}
