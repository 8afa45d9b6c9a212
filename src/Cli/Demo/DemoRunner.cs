using System.Text.Json;

namespace Calling.Cli.Demo;

/// <summary>The demo: Alice calls Bob, both see and hear each other, Alice hangs up, and everything that happened is shown.</summary>
internal sealed class DemoRunner(DemoOptions options, TextWriter output, TextWriter errors, TimeProvider time)
{
    private const string Alice = "alice";
    private const string Bob = "bob";

    private readonly string _folder = Path.GetFullPath(options.Output);
    private PartyResult? _alice;
    private PartyResult? _bob;

    /// <summary>Runs it.</summary>
    /// <param name="ct">Interrupted.</param>
    /// <returns>The exit code: 0 only if everything came that has to come.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var attempt = new DemoAttempt(options, errors, time);
        if (await attempt.RunAsync(TalkAsync, ct) is { } code)
        {
            return code;
        }

        var result = DemoResult.Of(attempt.Provider, _alice, _bob, attempt.Problem);
        if (!result.IsGood)
        {
            errors.Write(attempt.LastWords);
        }

        return Conclude(result);
    }

    private async Task TalkAsync(DemoStage stage, CancellationToken ct)
    {
        ClearFolder();
        output.WriteLine($"Alice calls Bob, with sound and pictures, through {stage.Description}.");
        output.WriteLine();
        await using var timeline = new Timeline(output, time);
        await stage.OpenAsync(timeline, ct);
        await using var bob = stage.Party(Bob, Settings(Bob, Alice, stage, timeline), timeline);
        await using var alice = stage.Party(Alice, Settings(Alice, Bob, stage, timeline), timeline);
        await Both(alice.Ready, bob.Ready).WaitAsync(ct);
        alice.Go();
        var (aliceEnds, bobEnds) = (KeepAsync(alice, r => _alice = r), KeepAsync(bob, r => _bob = r));
        await Both(aliceEnds, bobEnds).WaitAsync(ct);
    }

    private static async Task KeepAsync(PartyHandle party, Action<PartyResult> keep) => keep(await party.Finished);

    // The first failure ends it: the other side would wait for nothing.
    private static async Task Both(Task one, Task other)
    {
        await await Task.WhenAny(one, other);
        await Task.WhenAll(one, other);
    }

    private PartySettings Settings(string who, string peer, DemoStage stage, Timeline timeline)
        => new(who, peer, stage.TokenFor(who), who == Alice, options.Seconds, _folder, timeline.Epoch, stage.Configuration);

    // What an earlier run left must not pass for this one's.
    private void ClearFolder()
    {
        Directory.CreateDirectory(_folder);
        foreach (var name in new[] { Alice, Bob })
        {
            File.Delete(Path.Combine(_folder, $"{name}-saw.png"));
            File.Delete(Path.Combine(_folder, $"{name}-heard.wav"));
        }
    }

    private int Conclude(DemoResult result)
    {
        output.WriteLine();
        Show("Bob", _bob);
        Show("Alice", _alice);
        output.WriteLine();
        output.WriteLine(JsonSerializer.Serialize(result, DemoJson.Default.DemoResult));
        output.Flush();
        return result.IsGood ? ExitCodes.Good : ExitCodes.Failed;
    }

    private void Show(string who, PartyResult? result)
    {
        if (result is null)
        {
            output.WriteLine($"  {who} did not come to the end of the call");
            return;
        }

        Show(who, "saw", $"{result.VideoFrames} pictures", result);
        Show(who, "heard", FormattableString.Invariant($"{result.AudioSeconds:0.0} s of audible sound"), result);
    }

    private void Show(string who, string what, string howMuch, PartyResult result)
        => output.WriteLine($"  {who,-5} {what,-5}  {howMuch,-25} {result.Files.GetValueOrDefault(what, "nothing to write")}");
}
