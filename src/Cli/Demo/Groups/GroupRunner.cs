using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Calling.Cli.Media;

namespace Calling.Cli.Demo.Groups;

/// <summary>
/// The group demo: somebody calls several people; one declines, one never answers, one comes late, one leaves, and the caller ends it for everyone.
/// </summary>
internal sealed class GroupRunner(DemoOptions options, int talkers, TextWriter output, TextWriter errors, TimeProvider time)
{
    private const string SheetName = "contact-sheet.png";

    private readonly string _folder = Path.GetFullPath(options.Output);
    private readonly GroupCast _cast = new(talkers);
    private readonly ConcurrentDictionary<string, PartyResult> _results = new();

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

        var result = GroupResult.Of(attempt.Provider, _cast, _results, attempt.Problem, SaveSheet());
        if (!result.IsGood)
        {
            errors.Write(attempt.LastWords);
        }

        return Conclude(result);
    }

    private async Task TalkAsync(DemoStage stage, CancellationToken ct)
    {
        // What an earlier run left must not pass for this one's.
        Directory.CreateDirectory(_folder);
        File.Delete(Path.Combine(_folder, SheetName));
        output.WriteLine(
            $"{_cast.Caller} calls a group through {stage.Description}: {_cast.Rejecter} declines, {_cast.Absent} never answers, "
            + $"{_cast.Latecomer} is invited later, {_cast.Leaver} leaves.");
        output.WriteLine();
        await using var timeline = new Timeline(output, time);
        await stage.OpenAsync(timeline, ct);
        var parties = new Dictionary<string, PartyHandle>();
        try
        {
            foreach (var who in _cast.Everybody)
            {
                parties.Add(who, stage.Party(who, Settings(who, stage, timeline), timeline));
            }

            await All(parties.Values.Select(party => party.Ready)).WaitAsync(ct);
            parties[_cast.Caller].Go();
            await All(parties.Select(party => KeepAsync(party.Key, party.Value))).WaitAsync(ct);
        }
        finally
        {
            await Task.WhenAll(parties.Values.Select(party => party.DisposeAsync().AsTask()));
        }
    }

    private async Task KeepAsync(string who, PartyHandle party) => _results[who] = await party.Finished;

    // The first failure ends it: the others would wait for nothing.
    private static async Task All(IEnumerable<Task> tasks)
    {
        var left = tasks.ToList();
        while (left.Count > 0)
        {
            var first = await Task.WhenAny(left);
            left.Remove(first);
            await first;
        }
    }

    private PartySettings Settings(string who, DemoStage stage, Timeline timeline)
        => new(who, "", stage.TokenFor(who), who == _cast.Caller, options.Seconds, _folder, timeline.Epoch, stage.Configuration)
        {
            Part = _cast.PartOf(who),
        };

    private string? SaveSheet()
    {
        if (_results.IsEmpty)
        {
            return null;
        }

        var path = Path.Combine(_folder, SheetName);
        PngWriter.Write(path, ContactSheet.Draw(_cast.Talkers, _results.ToDictionary(pair => pair.Key, pair => pair.Value.Views)));
        return path;
    }

    private int Conclude(GroupResult result)
    {
        output.WriteLine();
        foreach (var who in _cast.Everybody)
        {
            output.WriteLine(_results.TryGetValue(who, out var party)
                ? string.Create(CultureInfo.InvariantCulture, $"  {who,-6} {party.End,-13} {string.Join(", ", party.Views.Select(Words))}").TrimEnd()
                : $"  {who,-6} did not come to the end of the call");
        }

        output.WriteLine();
        output.WriteLine($"  What each saw of each other: {result.ContactSheet ?? "nothing to write"}");
        output.WriteLine();
        output.WriteLine(JsonSerializer.Serialize(result, DemoJson.Default.GroupResult));
        output.Flush();
        return result.IsGood ? ExitCodes.Good : ExitCodes.Failed;
    }

    private static string Words(PartyView view) => view.VideoFrames == 0 && view.AudioSeconds == 0
        ? $"nothing of {view.Of}"
        : string.Create(CultureInfo.InvariantCulture, $"{view.Of} {view.VideoFrames} pictures {view.AudioSeconds:0.0} s");
}
