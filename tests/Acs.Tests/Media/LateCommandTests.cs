using System.Collections.Concurrent;
using Calling.Acs.Emulator;
using Calling.Acs.Tests.Paired;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Calling.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Acs.Tests.Media;

/// <summary>A line by itself, so that commands come when Core's would: late.</summary>
public class LateCommandTests
{
    private readonly EmulatedCloud _cloud = new(new(), TimeProvider.System);
    private readonly MemoryAcsDirectory _directory = new();

    [Theory]
    [InlineData(MediaKind.Audio, "UnmuteOutgoingAudioAsync")]
    [InlineData(MediaKind.Video, "StartVideoAsync")]
    public async Task CALL_037_a_command_that_was_sent_before_a_gate_was_shut_opens_nothing(MediaKind kind, string command)
    {
        var commands = new SdkCommands(_cloud.Device("alice"));
        var (alice, bob) = (await ConnectAsync("alice"), await ConnectAsync("bob"));
        await using var caller = alice.Line;
        await using var callee = bob.Line;
        await caller.SendAsync(new CallCommand.PlaceCall("c1", "1", ["bob"], CallMedia.Video, TimeSpan.FromMinutes(1), default), default);
        await Until.True(() => bob.Told.OfType<CallSignal.Invited>().Any());
        string id = bob.Told.OfType<CallSignal.Invited>().First().CallId;
        Assert.IsType<CommandResult.Done>(await callee.SendAsync(new CallCommand.AcceptCall(id, "2", new(false, false)), default));
        await using var media = ((NativeLine)caller).Media.OpenMedia(
            new("c1", ((NativeLine)caller).Self, CallMedia.Video, new AudioSource.Microphone(), new VideoSource.Camera(), null), new Heard());
        await media.PrepareAsync(default);
        await media.StartAsync(default);
        media.SetGate(kind, true);
        await Until.True(() => commands.Count(command) == 1 && (_cloud.Device("alice").MicrophoneRuns || _cloud.Device("alice").CameraRuns));
        media.SetGate(kind, false);
        await Until.True(() => !_cloud.Device("alice").MicrophoneRuns && !_cloud.Device("alice").CameraRuns);
        await caller.SendAsync(new CallCommand.SetMediaState("c1", "3", new(true, true)), default);

        // The other kind comes after it, in the order of the SDK's steps.
        var other = kind == MediaKind.Audio ? MediaKind.Video : MediaKind.Audio;
        media.SetGate(other, true);
        await Until.True(() => other == MediaKind.Audio ? _cloud.Device("alice").MicrophoneRuns : _cloud.Device("alice").CameraRuns);
        await media.DisposeAsync();
        Assert.Equal(1, commands.Count(command));
    }

    [Fact]
    public async Task CALL_013_a_call_that_was_never_placed_is_over_for_the_line_too()
    {
        var (line, told) = await ConnectAsync("alice");
        await using var caller = line;
        var place = new CallCommand.PlaceCall("c1", "1", ["stranger"], CallMedia.Audio, TimeSpan.FromMinutes(1), default);
        Assert.Equal(RefusalCode.Unreachable, Assert.IsType<CommandResult.Refused>(await caller.SendAsync(place, default)).Code);
        var asked = Assert.IsType<CommandResult.Done>(await caller.SendAsync(new CallCommand.QueryCall("c1", "2"), default));
        Assert.Equal(EndCause.Unreachable, asked.View?.Ending?.Cause);
        Assert.Empty(told);
    }

    private async Task<(ICallLine Line, ConcurrentQueue<LineSignal> Told)> ConnectAsync(string user)
    {
        var told = new ConcurrentQueue<LineSignal>();
        string token = _cloud.IssueToken(_directory.Add(user, _cloud.CreateIdentity()), TimeSpan.FromHours(1)).Token;
        var signIn = new AcsSignIn(
            CallCredential.FromToken(user, token, "phone"), new AcsOptions(), _directory, null, TimeProvider.System, NullLoggerFactory.Instance);
        return (await new SdkStack(_cloud.Device(user).CreateClient).ConnectAsync(signIn, new Ear(told), default), told);
    }

    private sealed class Ear(ConcurrentQueue<LineSignal> told) : ICallLineObserver
    {
        public void OnSignal(LineSignal signal) => told.Enqueue(signal);
    }
}
