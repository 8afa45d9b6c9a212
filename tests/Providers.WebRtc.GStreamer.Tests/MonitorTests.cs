using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class MonitorTests : EngineTest
{
    [Fact]
    public async Task WhatIsCapturedIsHeardBeforeEncodingWithoutAConnection()
    {
        var tone = Tone(1_000);
        var sound = new SoundSink();
        using var heard = tone.AddMonitor(sound);
        tone.SetOpen(true);
        await sound.Hears(1_000);
        tone.SetOpen(false);
        var count = sound.Count;
        await Pictures(3);
        Assert.InRange(sound.Count, count, count + 1);
        tone.SetOpen(true);
        await sound.More(5);
    }

    [Fact]
    public async Task ListeningChangesNothingForPeers()
    {
        var (a, b) = await Connected();
        var tone = Tone(800);
        var (own, sound, level) = (new SoundSink(), new SoundSink(), new AudioLevelMeter());
        using var heard = tone.AddMonitor(own);
        using var measured = tone.AddMonitor(level);
        b.Connection.AddAudioSink(sound);
        a.Connection.SetTrack(MediaKind.Audio, tone);
        tone.SetOpen(true);
        await sound.Hears(800);
        await own.Hears(800);

        // A sine of a quarter of full scale: -15 dBFS.
        Assert.InRange(level.Read(), 73, 77);
    }

    [Fact]
    public void PicturesHaveNoSound() => Assert.Throws<InvalidOperationException>(() => Pattern().AddMonitor(new SoundSink()));
}
