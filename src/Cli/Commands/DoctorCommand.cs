using System.CommandLine;
using System.Runtime.InteropServices;
using Calling.Cli.Demo;
using Calling.Media;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Cli.Commands;

/// <summary><c>calling doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Says what this machine has, what it lacks, and how to get that.");
        command.SetAction((parsed, _) => RunAsync(parsed.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output)
    {
        var configuration = CallingSetup.Configuration([]);
        var providers = from service in CallingSetup.Collection(configuration)
                        where service.ServiceType == typeof(ICallClient) && service.IsKeyedService
                        select service.ServiceKey as string;
        output.WriteLine($"runtime    {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        output.WriteLine($"system     {RuntimeInformation.OSDescription}");
        output.WriteLine($"providers  {string.Join(", ", providers)}; Calling:Provider is {configuration["Calling:Provider"] ?? "not set"}");
        output.WriteLine($"Acs        {ProviderNote.WhyNotHere("Acs")?.ReplaceLineEndings("\n           ")}");

        await using var engine = new GStreamerPeerConnectionFactory();
        try
        {
            // The first track loads and checks the native side; it captures nothing before it is opened.
            await using var track = engine.CreateAudioTrack(new AudioSource.Tone(), new Nobody());
            output.WriteLine($"engine     {engine.Name}, complete");
            return ExitCodes.Good;
        }
        catch (CallException error)
        {
            output.WriteLine($"engine     {error.Message}");
            return ExitCodes.Failed;
        }
    }

    private sealed class Nobody : ILocalTrackObserver
    {
        public void OnTrackFailed(ILocalTrack track, string reason)
        {
        }
    }
}
