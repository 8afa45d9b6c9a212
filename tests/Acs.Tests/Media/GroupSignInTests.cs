using Calling.Providers.Acs.Sdk;
using Calling.Tests;

namespace Calling.Acs.Tests.Media;

/// <summary>The sign-in of paired media, which goes with its line.</summary>
public class GroupSignInTests
{
    [Fact]
    public async Task CALL_036_a_sign_in_that_is_made_while_it_is_given_up_does_not_stay()
    {
        await using var stage = new GroupStage(frames: false);
        var commands = new SdkCommands(stage.Device(GroupStage.Alice));
        for (int round = 0; round < 100; round++)
        {
            int before = commands.Count("CreateCallAgentAsync");
            var held = commands.Hold("CreateCallAgentAsync");
            var media = stage.Media(GroupStage.Alice);
            var signingIn = media.SignInAsync(default).AsTask();
            await Until.True(() => commands.Count("CreateCallAgentAsync") > before);
            commands.Let("CreateCallAgentAsync");
            var disposing = Task.Run(() => media.DisposeAsync().AsTask());
            held.SetResult();
            await disposing.Soon();
            await Task.WhenAny(signingIn).Soon();

            // One who stayed is in the way: the vendor takes an identity once in a process.
            var next = stage.Media(GroupStage.Alice);
            await SignInAsync(next);
            await next.DisposeAsync();
        }
    }

    /// <summary>What was given up goes when the SDK has made it, which may be in a moment.</summary>
    private static async Task SignInAsync(GroupMedia media)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await media.SignInAsync(default).AsTask().Soon();
                return;
            }
            catch (CallException) when (attempt < 1_000)
            {
                await Task.Delay(2);
            }
        }
    }
}
