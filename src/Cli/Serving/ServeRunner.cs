using Calling.Cli.Demo;
using Calling.Server;
using Microsoft.Extensions.Configuration;

namespace Calling.Cli.Serving;

/// <summary>The signalling server, from its settings to Ctrl-C.</summary>
internal sealed class ServeRunner(ServeSettings settings, TextWriter output)
{
    /// <summary>Serves until it is told to end.</summary>
    /// <param name="url">Where.</param>
    /// <param name="input">Ends it when it ends itself, if given.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(string url, TextReader? input, CancellationToken ct)
    {
        await using var server = CallingServerHost.Build(
            url, options => settings.Section.Bind(options), web => CallingSetup.AddLogging(web.Logging, settings.Configuration));
        await server.StartAsync(ct);
        if (settings.MadeUpKey is { } key)
        {
            output.WriteLine("No key is set, so this run has one of its own. A token for a user:");
            output.WriteLine($"  ./run token --user alice --key {key} --secret {settings.MadeUpSecret}");
        }

        output.WriteLine(ServerProcess.Announcement + server.Address);
        output.Flush();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (input is not null)
        {
            _ = StopWithAsync(input, stop);
        }

        await server.WaitForShutdownAsync(stop.Token);
    }

    private static async Task StopWithAsync(TextReader input, CancellationTokenSource stop)
    {
        await Task.Run(() =>
        {
            while (input.ReadLine() is not null)
            {
            }
        });
        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It stopped first.
        }
    }
}
