using Calling.Machines;
using Calling.Media;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Who speaks, decided from levels.</summary>
public sealed class SpeakerTests
{
    private readonly Loop _loop = new();

    // Each word is one interval: alice's, bob's and carol's level; the right side is who speaks after each, - for nobody.
    [Theory]
    [InlineData("0,0,0 0,0,0", "- -")]
    [InlineData("70,0,0 70,0,0", "a a")]
    [InlineData("40,0,0 40,0,0 40,0,0", "- a a")]
    [InlineData("29,0,0 29,0,0 29,0,0 29,0,0 29,0,0", "- - - - -")]
    [InlineData("70,90,0 70,90,0", "b b")]
    [InlineData("60,60,0", "a")]
    [InlineData("60,0,0 60,65,0 60,65,0 60,65,0 60,65,0 60,65,0", "a a a a a a")]
    [InlineData("60,0,0 60,90,0 60,90,0 60,90,0 60,90,0", "a a a a b")]
    [InlineData("60,0,0 60,90,0 60,90,0 60,0,0 60,90,0 60,90,0 60,90,0 60,90,0", "a a a a a a a b")]
    [InlineData("60,0,0 60,95,0 60,0,95 60,0,95 60,0,95 60,0,95", "a a a a a c")]
    [InlineData("60,0,0 0,0,0 0,0,0 0,0,0 0,0,0 0,0,0 0,0,0", "a a a a a - -")]
    [InlineData("80,0,0 0,0,0 0,0,0 0,0,0 60,0,0 0,0,0", "a a a a a a")]
    [InlineData("60,0,0 _,0,0 _,0,0", "a - -")]
    [InlineData("60,40,0 _,60,0", "a b")]
    public void Whoever_is_clearly_louder_for_a_while_takes_over(string levels, string speakers)
    {
        var speaker = DominantSpeaker.Nobody;
        List<string> told = [];
        foreach (string interval in levels.Split(' '))
        {
            speaker = speaker.Hear([.. interval.Split(',').Zip("abc", (level, user) => (level, user)).Where(l => l.level != "_")
                .Select(l => new AudioLevel($"{l.user}", int.Parse(l.level, System.Globalization.CultureInfo.InvariantCulture)))]);
            told.Add(speaker.UserId ?? "-");
        }

        Assert.Equal(speakers, string.Join(' ', told));
    }

    [Fact]
    public void Levels_of_members_are_told_and_of_nobody_else()
    {
        var (alice, bob, carol) = (_loop.Add("alice"), _loop.Add("bob"), _loop.Add("carol"));
        string call = alice.PlaceGroup(["bob", "carol"]);
        _loop.Drain();
        bob.Accept(call);
        _loop.Drain();
        alice.MediaSays(call, new MediaSignal.AudioLevels(
            [new(alice.Party, 10), new(bob.Party, 60), new(carol.Party, 90), new(new("mallory", "phone"), 100), new(bob.Party, 61)]));
        Assert.EndsWith("Connected alice=10 bob=60 speaks(bob)", alice.Trace(call), StringComparison.Ordinal);
        Assert.Equal("bob", alice.Call(call).Speaker.UserId);
        bob.HangUp(call);
        _loop.Drain();
        alice.MediaSays(call, new MediaSignal.AudioLevels([new(alice.Party, 0), new(bob.Party, 60)]));
        Assert.EndsWith("alice=0 speaks(nobody)", alice.Trace(call), StringComparison.Ordinal);
    }
}
